using System.Text.Json.Nodes;
using GutCms.Core.Content.Items;
using GutCms.Core.Content.Projecting;
using GutCms.Core.Diff;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Transitions;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Core.Texts;

namespace GutCms.Core.Reviews.UseCases;

/// <summary>Compares what readers see of two versions of an item, for whoever may read its drafts. It changes nothing but what the reader has opened, where that is asked for.</summary>
public sealed class CompareVersions(ReviewPorts ports)
{
    /// <summary>What is compared.</summary>
    /// <param name="ContentItemId">The item.</param>
    /// <param name="FromVersionId">The earlier version; null: the live one, or else the one before <paramref name="ToVersionId"/>.</param>
    /// <param name="ToVersionId">The later version; null: the latest.</param>
    /// <param name="IsOpened">The reader opens the later version: it counts as seen from now on.</param>
    public sealed record Request(string ContentItemId, string? FromVersionId = null, string? ToVersionId = null, bool IsOpened = false);

    /// <summary>The comparison.</summary>
    /// <param name="FromVersionId">The earlier version; null: there is none, so everything is new.</param>
    /// <param name="ToVersionId">The later version.</param>
    /// <param name="Diff">What differs.</param>
    /// <param name="Later">What readers see of the later version.</param>
    public sealed record Result(string? FromVersionId, string ToVersionId, VersionDiff Diff, JsonObject Later);

    /// <summary>Reads.</summary>
    public Task<Outcome<Result>> ExecuteAsync(Actor actor, Request request, CancellationToken cancellationToken) => OpenAsync(actor, request, cancellationToken).OnRecordAsync(ports, actor);

    private async Task<Outcome<Result>> OpenAsync(Actor actor, Request request, CancellationToken cancellationToken)
    {
        var (outcome, number, known) = await ReadAsync(actor, request, cancellationToken);
        if (request.IsOpened && outcome.Succeeded)
        {
            await ports.NoteAsync(actor, request.ContentItemId, number, known, cancellationToken);
        }

        return outcome;
    }

    private async Task<(Outcome<Result> Outcome, int Number, Look? Known)> ReadAsync(Actor actor, Request request, CancellationToken cancellationToken)
    {
        await using var work = await ports.Store.ReadAsync(cancellationToken);
        var facts = await ReviewFactsLoader.LoadAsync(work, ports.Reviewers, Attempt.Now(ports), request.ContentItemId, cancellationToken);
        if (facts is null || !Sees.Draft(facts, actor))
        {
            return (TriggerCheck.Hidden(facts), 0, null);
        }

        var to = request.ToVersionId ?? facts.Latest.Item.ContentItemVersionId;
        var from = request.FromVersionId ?? Before(facts, to);
        var versions = await work.FindVersionsAsync([.. new[] { from, to }.OfType<string>()], cancellationToken);
        if (versions.GetValueOrDefault(to) is not { } later || (from is not null && !versions.ContainsKey(from))
            || versions.Values.Any(version => version.Item.ContentItemId != facts.ContentItemId))
        {
            return (new Refusal(RefusalKind.NotFound, Sentence.Of("Refused.NoVersion")), 0, null);
        }

        var earlier = from is null ? [] : await ProjectAsync(work, facts, versions[from].Item, cancellationToken);
        var content = await ProjectAsync(work, facts, later.Item, cancellationToken);
        var number = facts.Versions.FirstOrDefault(version => version.VersionId == to)?.Number ?? 0;
        return (new Result(from, to, VersionDiff.Compare(earlier, content, await SiteDrugNames.VocabularyAsync(work, cancellationToken)), content), number,
            await ports.FindAsync(work, actor, request.ContentItemId, cancellationToken));
    }

    private static string? Before(ReviewFacts facts, string versionId)
    {
        var number = facts.Versions.FirstOrDefault(version => version.VersionId == versionId)?.Number;
        return facts.Published?.Item.ContentItemVersionId is { } live && live != versionId
            ? live
            : facts.Versions.LastOrDefault(version => version.Number < number)?.VersionId;
    }

    /// <summary>With the disclaimer that the live version was published with, otherwise with the one that is published now.</summary>
    private static async Task<JsonObject> ProjectAsync(IUnitOfWork work, ReviewFacts facts, ContentItem item, CancellationToken cancellationToken)
    {
        var disclaimer = facts.Publication is { DisclaimerVersionId: { } pinned } publication && publication.VersionId == item.ContentItemVersionId
            ? (await work.FindVersionsAsync([pinned], cancellationToken)).GetValueOrDefault(pinned)?.Item
            : await LiveDisclaimers.OfAsync(work, item, cancellationToken);
        return MedicalContent.Project(item, disclaimer, facts.Text.Definitions, facts.Text.SiteLanguage);
    }
}
