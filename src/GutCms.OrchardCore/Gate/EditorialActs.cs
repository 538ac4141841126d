using System.Collections.Immutable;
using GutCms.Core.Content.Items;
using GutCms.Core.Content.Projecting;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Core.Texts;
using GutCms.OrchardCore.Identity;
using GutCms.OrchardCore.Storage;
using OrchardItem = global::OrchardCore.ContentManagement.ContentItem;

namespace GutCms.OrchardCore.Gate;

/// <summary>Lets Core's use cases take part in what Orchard Core's content manager has under way.</summary>
internal sealed class EditorialActs(
    IServiceProvider scope, ReviewPorts ports, CurrentActor current, GateState state, ContentReader content, OwnTexts texts, Records records, TimeProvider time)
{
    private static readonly ExpectedTag UnderWay = ExpectedTag.NotAsked("Orchard Core's content manager has the item in hand, in this very transaction, and its editor knows no tags.");

    private ReviewPorts Joined => ports with { Store = new JoinedContentStore(scope), Refusals = null };

    /// <summary>Publishes the latest version, if the rules allow it; the content manager waits for the answer.</summary>
    public async Task<Outcome<TriggerResult>> PublishAsync(OrchardItem item)
    {
        using var publishing = state.Publishing(item.ContentItemVersionId);
        return await new PullTrigger(Joined).RunAsync(await current.GetAsync(), Trigger.Publish, new(item.ContentItemId, UnderWay), CancellationToken.None);
    }

    /// <summary>Asks for review of the latest version, if the rules allow it, as a part of what is under way.</summary>
    public async Task<Outcome<TriggerResult>> SubmitAsync(string contentItemId) =>
        await new PullTrigger(Joined).RunAsync(await current.GetAsync(), Trigger.Submit, new(contentItemId, UnderWay), CancellationToken.None);

    /// <summary>Asks people to decide in the current stage, or sets when that is due, if the rules allow it, as a part of what is under way.</summary>
    public async Task<Outcome<TriggerResult>> AssignAsync(string contentItemId, ImmutableArray<string>? userIds, DateTime? dueUtc) =>
        await new AssignReview(Joined).ExecuteAsync(await current.GetAsync(), new(contentItemId, UnderWay, AssigneeIds: userIds, DueUtc: dueUtc), CancellationToken.None);

    /// <summary>Takes the live version down, if the rules allow it; the content manager waits for the answer.</summary>
    public async Task<Outcome<TriggerResult>> UnpublishAsync(string contentItemId)
    {
        state.AllowTakingDown(contentItemId);
        return await new PullTrigger(Joined).RunAsync(await current.GetAsync(), Trigger.Unpublish, new(contentItemId, UnderWay) { KeepsSchedule = false }, CancellationToken.None);
    }

    /// <summary>Why a live item cannot go: it is a disclaimer that others show; null when nobody shows it.</summary>
    public async Task<Refusal?> FindUseAsync(string contentItemId)
    {
        var impact = (await new GetDisclaimerImpact(Joined).ExecuteAsync(Actor.System, contentItemId, CancellationToken.None)).Value;
        return impact is { Items: { IsEmpty: false } items }
            ? new(RefusalKind.Conflict, Sentence.Verbatim($"{items.Length} items show this disclaimer: give them another one first."))
            {
                UnmetRules = [new(Rules.DisclaimerMustNotBeInUse, Sentence.Verbatim($"{items.Length} items show this disclaimer."))],
            }
            : null;
    }

    /// <summary>Sees to the consequences of a save, once for each text and owner.</summary>
    public async Task ObserveAsync(OrchardItem item)
    {
        if (item.Id == 0 || !item.Latest || state.IsObserved(item.ContentItemVersionId))
        {
            return;
        }

        var own = await texts.HashAsync(item);
        var note = await records.FindAsync<VersionNote>(RecordKinds.Version, item.ContentItemVersionId);
        if (note?.OwnHash == own && note.Owner == item.Owner)
        {
            return;
        }

        var actor = await current.GetAsync();
        var before = note ?? await PreviousAsync(item);
        var same = before?.OwnHash == own;
        var authors = (note?.Authors ?? []).Concat(same ? [] : Authorship.Of(actor)).Distinct().ToList();
        var changed = new VersionNote(note?.ContentHash, own, note?.Origin, authors, note?.LiveHash) { Owner = item.Owner };
        await records.SaveAsync(RecordKinds.Version, item.ContentItemVersionId, changed, item.ContentItemId);
        await new RecordSave(Joined).ExecuteAsync(actor, new(item.ContentItemId, before is null, OwnTexts.PresentationOf(before?.OwnHash)), CancellationToken.None);
    }

    /// <summary>Whether exactly this text may be live, by what is on file.</summary>
    public async Task<GateResult> CheckGrantsAsync(OrchardItem item, PolicyLookup policy)
    {
        await using var work = await new JoinedContentStore(scope).BeginAsync(CancellationToken.None);
        var grants = await work.Reviews.FindGrantsAsync([item.ContentItemVersionId], CancellationToken.None);
        var gate = PublicationGate.Check(item.ContentType, item.ContentItemVersionId, await ContentHashAsync(item), Presentation.HashOf(await content.ToCoreAsync(item)), policy, grants.GetValueOrDefault(item.ContentItemVersionId) ?? []);
        return await PublicationGate.AskAgainAsync(work, ports.Reviewers, gate, item.ContentItemId, time.GetUtcNow().UtcDateTime, CancellationToken.None);
    }

    /// <summary>Records that a trusted set-up brings this text in live, reviewed by nobody here.</summary>
    public async Task MarkImportedAsync(OrchardItem item)
    {
        var (own, hash, now) = (await texts.HashAsync(item), await ContentHashAsync(item), time.GetUtcNow().UtcDateTime);
        var mark = new ImportedMark(item.ContentItemVersionId, hash, "recipe", now) { PresentationHash = Presentation.HashOf(await content.ToCoreAsync(item)) };
        await records.SaveAsync(RecordKinds.Imported, YesSqlReviewStore.TextKey(mark.VersionId, mark.ContentHash), mark, mark.VersionId);
        await records.SaveAsync(RecordKinds.Version, item.ContentItemVersionId, new VersionNote(hash, own, "recipe", [], own) { Owner = item.Owner }, item.ContentItemId);
        state.LetThrough(item.ContentItemVersionId, own);
    }

    /// <summary>Writes anew what is delivered of an item and of everything that shows it.</summary>
    public async Task RefreshDeliveryAsync(string contentItemId)
    {
        await using var work = await new JoinedContentStore(scope).BeginAsync(CancellationToken.None);
        await ports.Delivery.RefreshAsync(work, [contentItemId], null, CancellationToken.None);
    }

    /// <summary>Appends to the audit log, as a part of the transaction.</summary>
    public async Task RecordAsync(string action, OrchardItem item)
    {
        await using var work = await new JoinedContentStore(scope).BeginAsync(CancellationToken.None);
        await work.Audit.AppendAsync(
            new(time.GetUtcNow().UtcDateTime, await current.GetAsync(), action) { ContentItemId = item.ContentItemId, VersionId = item.ContentItemVersionId }, CancellationToken.None);
    }

    /// <summary>Content hash of an item with the disclaimer that is live now.</summary>
    private async Task<string> ContentHashAsync(OrchardItem item)
    {
        var core = await content.ToCoreAsync(item);
        var picked = ItemMeaning.DisclaimerOf(core);
        var disclaimer = picked is null ? null : (await content.FindItemsAsync([picked], VersionSelector.Published)).FirstOrDefault();
        return MedicalContent.Hash(MedicalContent.Project(core, disclaimer is null ? null : await content.ToCoreAsync(disclaimer), await content.GetDefinitionsAsync(), await content.GetLanguageAsync()));
    }

    private async Task<VersionNote?> PreviousAsync(OrchardItem item)
    {
        var versions = await content.ListVersionsAsync(item.ContentItemId);
        var previous = versions.TakeWhile(version => version.VersionId != item.ContentItemVersionId).LastOrDefault();
        return previous is null ? null : await records.FindAsync<VersionNote>(RecordKinds.Version, previous.VersionId);
    }
}
