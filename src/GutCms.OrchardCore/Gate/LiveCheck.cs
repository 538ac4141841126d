using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Delivery;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.OrchardCore.Identity;
using GutCms.OrchardCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.ContentManagement;
using OrchardCore.ContentManagement.Records;
using OrchardCore.Data.Documents;
using YesSql;
using OrchardItem = global::OrchardCore.ContentManagement.ContentItem;

namespace GutCms.OrchardCore.Gate;

/// <summary>
/// Compares what is live of types under policy with what was let through, and takes down what differs: published while the feature was off or past the content manager, or of a
/// type whose definition makes another text of it today. An Orchard Core site shows its items itself, so a text that nobody approved cannot be left there and only be marked.
/// </summary>
internal sealed class LiveCheck(
    IServiceProvider scope, ISession session, IDocumentStore documents, ContentReader content, ContentPolicies policies, OwnTexts texts, Unreviewable unreviewable, Records records,
    ItemStateWriter states, GateState state, CurrentActor current, TimeProvider time)
{
    private const int Chunk = 200;

    /// <summary>Does it.</summary>
    /// <returns>The number of items that were taken down.</returns>
    public async Task<int> RunAsync()
    {
        current.ActAsProgram();
        await states.WriteAllAsync();
        if (await policies.AreNoneAsync())
        {
            await documents.CommitAsync();
            return 0;
        }

        if (await scope.GetRequiredService<ProvidedPolicies>().AdmitAsync())
        {
            await documents.CommitAsync();
        }

        var live = (await session.QueryIndex<ContentItemIndex>(index => index.Published).ListAsync()).ToList();
        var found = new List<(string VersionId, string Reason)>();
        foreach (var chunk in live.Chunk(Chunk))
        {
            await CheckAsync(chunk, found);
        }

        var delivery = scope.GetRequiredService<IDeliveryRefresh>();
        var stale = delivery is NoDelivery || MedicalShapes.AreTaken(await content.GetDefinitionsAsync()) ? [] : await FindStaleDeliveriesAsync(live);
        if (found.Count == 0 && stale.Count == 0)
        {
            await documents.CommitAsync();
            return 0;
        }

        await using var work = await new JoinedContentStore(scope).BeginAsync(CancellationToken.None);
        foreach (var (versionId, reason) in found)
        {
            foreach (var item in (await content.FindVersionItemsAsync([versionId])).Where(item => item.Published))
            {
                await TakeDownAsync(work, item, reason);
                stale.Add(item.ContentItemId);
            }
        }

        await delivery.RefreshAsync(work, [.. stale.Distinct(StringComparer.Ordinal)], null, CancellationToken.None);
        await documents.CommitAsync();
        return found.Count;
    }

    private async Task CheckAsync(IReadOnlyList<ContentItemIndex> rows, List<(string VersionId, string Reason)> found)
    {
        var gated = new List<string>();
        foreach (var row in rows)
        {
            if (await policies.IsGatedAsync(row.ContentType))
            {
                gated.Add(row.ContentItemVersionId);
            }
        }

        var notes = await records.FindAsync<VersionNote>(RecordKinds.Version, gated);
        var items = await content.FindVersionItemsAsync(gated);
        var publications = await records.FindAsync<Publication>(RecordKinds.Publication, [.. items.Select(item => item.ContentItemId)]);
        foreach (var item in items.Where(item => item.Published))
        {
            var reason = notes.GetValueOrDefault(item.ContentItemVersionId)?.LiveHash is not { } hash ? "Nobody here let it go live."
                : publications.GetValueOrDefault(item.ContentItemId) is { } publication && publication.VersionId != item.ContentItemVersionId ? "Another version of it was let go live."
                : await texts.HashAsync(item) != hash ? "It shows another text than was let go live: the text, or what its type is made of, has changed."
                : await unreviewable.FindAsync(item);
            if (reason is not null)
            {
                found.Add((item.ContentItemVersionId, reason));
            }
        }
    }

    /// <summary>Items whose delivery document does not follow what is live.</summary>
    private async Task<List<string>> FindStaleDeliveriesAsync(List<ContentItemIndex> live)
    {
        var published = live.DistinctBy(row => row.ContentItemId).ToDictionary(row => row.ContentItemId, row => row.PublishedUtc, StringComparer.Ordinal);
        var delivered = (await session.QueryIndex<GutCmsDeliveryIndex>(GutCmsDelivery.Collection).ListAsync()).Select(row => row.ContentItemId).ToHashSet(StringComparer.Ordinal);
        var missing = live.Where(row => ReviewGate.Delivered.Contains(row.ContentType)).Select(row => row.ContentItemId).Where(id => !delivered.Contains(id));
        return [.. delivered.Where(id => !published.ContainsKey(id)).Concat(missing).Distinct(StringComparer.Ordinal)];
    }

    private async Task TakeDownAsync(IUnitOfWork work, OrchardItem item, string reason)
    {
        state.AllowTakingDown(item.ContentItemId);
        var manager = scope.GetRequiredService<IContentManager>();
        var latest = item.Latest ? item : (await content.FindItemsAsync([item.ContentItemId], VersionSelector.Latest)).FirstOrDefault();
        if (latest is null || !await manager.UnpublishAsync(latest) || item.Published)
        {
            // No other part of the site keeps a text live that was not let through.
            item.Published = false;
            await session.SaveAsync(item);
        }

        await work.Reviews.RemovePublicationAsync(item.ContentItemId, CancellationToken.None);
        if (await records.FindAsync<VersionNote>(RecordKinds.Version, item.ContentItemVersionId) is { } note)
        {
            await records.SaveAsync(RecordKinds.Version, item.ContentItemVersionId, note with { LiveHash = null }, item.ContentItemId);
        }

        await work.Audit.AppendAsync(
            new(time.GetUtcNow().UtcDateTime, Actor.System, AuditActions.ContentUnpublish)
            {
                ContentItemId = item.ContentItemId,
                VersionId = item.ContentItemVersionId,
                Details = new JsonObject { ["reason"] = reason },
            },
            CancellationToken.None);
    }
}
