using System.Collections.Immutable;
using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Transitions;
using GutCms.Core.Reviews.Views;
using GutCms.Core.Security;
using GutCms.Core.Texts;

namespace GutCms.Core.Reviews.UseCases;

/// <summary>Brings an older version back as a new draft. Its approvals do not come back with it, and whoever wrote it counts as an author again.</summary>
public sealed class RestoreVersion(ReviewPorts ports)
{
    /// <summary>What is asked for.</summary>
    /// <param name="ContentItemId">The item.</param>
    /// <param name="ExpectedTag">See <see cref="TriggerRequest"/>.</param>
    /// <param name="VersionId">The version to bring back.</param>
    public sealed record Request(string ContentItemId, ExpectedTag ExpectedTag, string VersionId) : TriggerRequest(ContentItemId, ExpectedTag);

    /// <summary>Does it.</summary>
    public Task<Outcome<SavedContent>> ExecuteAsync(Actor actor, Request request, CancellationToken cancellationToken) =>
        Attempt.RunAsync<SavedContent>(ports, actor, AuditActions.ContentRestore, request.ContentItemId, async attempt =>
        {
            if (await attempt.LoadAsync(request.ContentItemId, cancellationToken) is not { } before || !Sees.Draft(before, actor))
            {
                return TriggerCheck.NotFound;
            }

            if (Drafts.FindObjection(actor, before, request.ExpectedTag) is { } refusal)
            {
                return refusal;
            }

            var source = (await attempt.Work.FindVersionsAsync([request.VersionId], cancellationToken)).GetValueOrDefault(request.VersionId)?.Item;
            if (source is null || source.ContentItemId != before.ContentItemId)
            {
                return new Refusal(RefusalKind.NotFound, Sentence.Of("Refused.NoVersion"));
            }

            var (item, unfit) = Drafts.ReadAgain(source, before.Text.Definitions, ports.Limits);
            if (item is null)
            {
                return unfit!;
            }

            ImmutableArray<VersionAuthor> authors = [.. Authorship.Of(actor), .. Authorship.AuthorsOf(before.Versions, ImmutableHashSet<string>.Empty, request.VersionId)];
            return await Drafts.SaveAsync(
                attempt,
                before,
                Drafts.Complete(item with { Owner = before.Owner }, before, actor, null, attempt.NowUtc),
                [.. authors.Distinct()],
                AuditActions.ContentRestore,
                new JsonObject { ["from"] = request.VersionId },
                cancellationToken);
        }, cancellationToken);
}
