using System.Security.Cryptography;
using System.Text;
using GutCms.Core.Content.Projecting;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Storage;

namespace GutCms.Core.Reviews.Facts;

/// <summary>A version as it is shown.</summary>
/// <param name="VersionId">The version.</param>
/// <param name="ContentHash">Content hash of its text.</param>
/// <param name="PresentationHash">Hash of its presentation.</param>
internal sealed record ShownVersion(string VersionId, string ContentHash, string PresentationHash)
{
    /// <summary>A version in its own presentation.</summary>
    public static ShownVersion Of(StoredVersion version, string contentHash) => new(version.Item.ContentItemVersionId, contentHash, Presentation.HashOf(version.Item));
}

/// <summary>How an item stands: all that its states and its tag are made of, and nothing else.</summary>
/// <param name="ContentItemId">The item.</param>
/// <param name="NowUtc">UTC.</param>
/// <param name="HasPolicy">Its type has a policy, or one that cannot be read.</param>
/// <param name="Latest">Its newest version, with the disclaimer as published now.</param>
internal sealed record ItemStand(string ContentItemId, DateTime NowUtc, bool HasPolicy, ShownVersion Latest)
{
    /// <summary>What is live, as delivered; null when nothing is.</summary>
    public ShownVersion? Published { get; init; }

    /// <summary>The publication of the live version; null when it has none.</summary>
    public Publication? Publication { get; init; }

    /// <summary>The open run for publication, whatever text it is about.</summary>
    public Review? Review { get; init; }

    /// <summary>The open run of renewal.</summary>
    public Review? Renewal { get; init; }

    public ScheduledPublication? Schedule { get; init; }

    public ScheduledTakeDown? TakeDown { get; init; }

    public Withdrawal? Withdrawal { get; init; }

    /// <summary>The open run, if it is about the latest text as it is presented. A run that was overtaken by a text that came in some other way counts for nothing.</summary>
    public Review? CurrentReview => Review?.Covers(Latest.VersionId, Latest.ContentHash, Latest.PresentationHash) == true ? Review : null;

    /// <summary>The states of its versions, whenever.</summary>
    public ItemStates States => ItemStates.Of(new(
        CurrentReview, Published is not null, Published?.VersionId == Latest.VersionId, Publication, HasPolicy, Withdrawal?.VersionId == Latest.VersionId));

    public ReviewState? PublishedState => States.Live?.At(NowUtc);

    public ReviewState LatestState => States.Latest.At(NowUtc);

    /// <summary>Tag of everything that a decision about the item may rest on, comments excepted: 32 hex digits.</summary>
    public string Tag
    {
        get
        {
            var text = string.Join('\n',
                ContentItemId, Latest.VersionId, Latest.ContentHash, Latest.PresentationHash, LatestState,
                Published?.VersionId, Published?.ContentHash, Published?.PresentationHash, PublishedState, Publication?.ReviewedUtc?.Ticks,
                Review?.ReviewId, Review?.Revision, Renewal?.ReviewId, Renewal?.Revision, Schedule?.AtUtc.Ticks, TakeDown?.AtUtc.Ticks,
                Withdrawal is null ? null : string.Join('\u0001', Withdrawal.WithdrawnUtc.Ticks, Withdrawal.Reason, Withdrawal.ReplacementItemId, Withdrawal.ReplacementUrl));
            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..32];
        }
    }

    /// <summary>The same once a run was written.</summary>
    public ItemStand With(Review run) => run.Purpose == ReviewPurpose.Renewal ? this with { Renewal = Open(Renewal, run) } : this with { Review = Open(Review, run) };

    private static Review? Open(Review? before, Review run) => run.IsOpen ? run : before?.ReviewId == run.ReviewId ? null : before;
}
