using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Reading;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Web.Features.Users;
using GutCms.Web.Storage.Notices;

namespace GutCms.Web.Features.Notices.Telling;

/// <summary>
/// Tells those who may assign reviewers of a review for which there are too few people: once for each stage and whoever is left, and again each week that it stays so, whatever made it be looked at.
/// </summary>
internal sealed class TellStuck(NoticeStore notices, WriteNotices write)
{
    private const int DaysUntilAgain = 7;

    /// <summary>Does it; nothing where there are enough.</summary>
    /// <param name="cause">What made it be looked at.</param>
    /// <param name="item">The item.</param>
    /// <param name="everybody">All accounts.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task ExecuteAsync(OutboxMessage cause, ItemAudience item, Everybody everybody, CancellationToken cancellationToken)
    {
        if (item is { Stuck: { } stuck, Review: { } review })
        {
            var name = NameOf(review, stuck);
            if (await notices.WasToldAsync(name, cause.OccurredUtc.AddDays(-DaysUntilAgain), cancellationToken))
            {
                return;
            }

            var planned = PlannedNotice.For(everybody.WhoMay(Permissions.AssignReview, item.ContentType), NoticeKinds.Stuck, ("stage", stuck.Stage), ("role", stuck.Role));
            await write.ExecuteAsync(cause with { MessageId = name + cause.OccurredUtc.ToString("yyyyMMdd", CultureInfo.InvariantCulture) }, item, everybody, planned, cancellationToken);
        }
    }

    private static string NameOf(Review review, StuckStage stuck) =>
        $"stuck-{review.ReviewId}-{stuck.Stage}-{stuck.Role}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join(' ', stuck.AbleIds))))[..16]}-";
}
