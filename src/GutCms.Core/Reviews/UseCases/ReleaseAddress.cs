using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Delivery;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Core.Texts;

namespace GutCms.Core.Reviews.UseCases;

/// <summary>Lets a former address go: readers who come by it are told that nothing is there, and another item may have it.</summary>
public sealed class ReleaseAddress(ReviewPorts ports)
{
    /// <summary>Does it.</summary>
    /// <param name="actor">Somebody who may publish the item that had it.</param>
    /// <param name="path">The former address, <c>articles/old-name</c>.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<Outcome<FormerAddress>> ExecuteAsync(Actor actor, string path, CancellationToken cancellationToken) =>
        Attempt.RunAsync<FormerAddress>(ports, actor, AuditActions.AddressRelease, null, async attempt =>
        {
            if (FormerAddress.Parse(path) is not var (kind, key) || await FormerAddress.FindAsync(attempt.Work, kind, key, cancellationToken) is not { ContentItemId: { } id } former)
            {
                return new Refusal(RefusalKind.NotFound, Sentence.Of("Address.None", path));
            }

            // Of an item that was deleted nobody is the owner.
            var facts = await attempt.LoadAsync(id, cancellationToken);
            var type = facts?.ContentType ?? DeliveredTypes.TypeOf(kind, key, await attempt.Work.GetDefinitionsAsync(cancellationToken));
            if (!Authorization.Allows(actor, Permissions.PublishContent, type, facts?.Owner))
            {
                return Refusal.Forbidden(Sentence.Of("Refused.Address"), Permissions.PublishContent, type);
            }

            await (former with { ContentItemId = null, SinceUtc = attempt.NowUtc }).SaveAsync(attempt.Work, cancellationToken);
            await attempt.AuditAsync(AuditActions.AddressRelease, id, null, null, new JsonObject { ["path"] = former.Path }, cancellationToken);
            return former;
        }, cancellationToken);
}
