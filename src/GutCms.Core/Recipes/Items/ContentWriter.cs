using System.Text.Json.Nodes;
using GutCms.Core.Content.Items;
using GutCms.Core.Content.Projecting;
using GutCms.Core.Delivery;
using GutCms.Core.Diff;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Core.Texts;

namespace GutCms.Core.Recipes.Items;

/// <summary>Writes batches of items and says what became of each.</summary>
internal sealed class ContentWriter(RecipeContext context, string language)
{
    private readonly Disclaimers _disclaimers = new(context.Work);
    private readonly HashSet<string> _early = new(StringComparer.Ordinal);

    /// <summary>The writer of this run.</summary>
    public static async Task<ContentWriter> OfAsync(RecipeContext context, CancellationToken cancellationToken)
    {
        if (!context.Items.TryGetValue(nameof(ContentWriter), out var writer))
        {
            context.Items[nameof(ContentWriter)] = writer = new ContentWriter(context, await SiteLanguage.OfAsync(context.Work, cancellationToken));
            await ((ContentWriter)writer).WriteLateAsync(cancellationToken);
        }

        return (ContentWriter)writer;
    }

    /// <summary>Writes a batch. Disclaimers come first, since the hash of an article covers the one that it is shown with.</summary>
    /// <param name="batch">Items, checked and sanitised.</param>
    /// <param name="recipe">The recipe that they stand in.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task WriteAsync(IEnumerable<ContentItem> batch, string recipe, CancellationToken cancellationToken)
    {
        foreach (var group in batch.Where(item => !_early.Contains(item.ContentItemVersionId)).GroupBy(item => item.ContentType == ItemMeaning.Disclaimer).OrderByDescending(group => group.Key))
        {
            await WriteGroupAsync([.. group], recipe, cancellationToken);
        }
    }

    private async Task WriteGroupAsync(List<ContentItem> items, string recipe, CancellationToken cancellationToken)
    {
        var stored = await StoredItems.FindAsync(context.Work, items, cancellationToken);
        var decided = items.AsParallel().AsOrdered().Select(item => (Item: item, Decision: ItemDecision.For(item, stored, context.Trusted))).ToList();
        var written = decided
            .Where(found => found.Decision.Action is ItemAction.Create or ItemAction.Update)
            .Select(found => Fill(found.Item, stored))
            .ToList();
        var published = decided.Where(found => found.Decision.Action == ItemAction.Publish).Select(found => found.Item).ToList();
        var texts = new ProjectedTexts(context.Definitions, language, items.Count);
        await MarkAsync([.. written.Where(item => item.Published), .. published], texts, recipe, cancellationToken);
        if (written.Count > 0)
        {
            await context.Work.AddVersionsAsync(written, recipe, texts, cancellationToken);
            await RecipeAuthors.RecordAsync(context, written, recipe, cancellationToken);
        }

        foreach (var item in published)
        {
            // A recipe is no person, whoever runs it.
            await context.Work.SetPublishedVersionAsync(item.ContentItemId, item.ContentItemVersionId, item.PublishedUtc ?? context.NowUtc, Actor.System, cancellationToken);
        }

        _disclaimers.Changed(items);
        foreach (var item in written.Where(item => item.Published && stored.PublishedOf(item.ContentItemId) is not null).Concat(published).Where(item => item.ContentType == ItemMeaning.Disclaimer))
        {
            ImportedTexts.Changed(context, item.ContentItemId);
        }

        foreach (var item in written.Where(item => item.Published).Concat(published))
        {
            context.ItemChanged(item.ContentItemId);
        }

        foreach (var (item, decision) in decided)
        {
            Report(item, decision, decision.Action == ItemAction.Update && context.WantsTexts ? await CompareAsync(item, stored, cancellationToken) : null);
        }
    }

    private async Task<RecipeTextChange> CompareAsync(ContentItem item, StoredItems stored, CancellationToken cancellationToken)
    {
        var earlier = (stored.LatestOf(item.ContentItemId) ?? stored.PublishedOf(item.ContentItemId))!.Item;
        var disclaimers = await _disclaimers.OfAsync([earlier, item], cancellationToken);
        var (before, later) = (Project(earlier), Project(item));
        return new(before, later, VersionDiff.Compare(before, later, await SiteDrugNames.VocabularyAsync(context.Work, cancellationToken)));

        JsonObject Project(ContentItem shown) => MedicalContent.Project(shown, ItemMeaning.DisclaimerOf(shown) is { } id ? disclaimers.GetValueOrDefault(id) : null, context.Definitions, language);
    }

    private ContentItem Fill(ContentItem item, StoredItems stored)
    {
        var latest = (stored.LatestOf(item.ContentItemId) ?? stored.PublishedOf(item.ContentItemId))?.Item;
        if (!context.Trusted)
        {
            // What it says of author, owner, dates and versions is its word alone: what the server saw counts.
            return item with
            {
                ContentItemVersionId = ContentIds.New(),
                Published = false,
                ModifiedUtc = context.NowUtc,
                CreatedUtc = latest?.CreatedUtc ?? context.NowUtc,
                PublishedUtc = latest?.PublishedUtc,
                Owner = latest?.Owner ?? context.Actor.UserId,
                Author = context.Actor.UserName,
            };
        }

        return item with
        {
            ModifiedUtc = item.ModifiedUtc ?? context.NowUtc,
            CreatedUtc = item.CreatedUtc ?? latest?.CreatedUtc ?? context.NowUtc,
            PublishedUtc = item.Published ? item.PublishedUtc ?? context.NowUtc : item.PublishedUtc,
            Owner = item.Owner ?? latest?.Owner ?? context.Actor.UserId,
            Author = item.Author ?? context.Actor.UserName,
        };
    }

    private async Task MarkAsync(List<ContentItem> items, ProjectedTexts texts, string recipe, CancellationToken cancellationToken)
    {
        if (items.Count == 0)
        {
            return;
        }

        var disclaimers = await _disclaimers.OfAsync(items, cancellationToken);
        var marks = items.AsParallel().AsOrdered().Select(item =>
        {
            var shown = ItemMeaning.DisclaimerOf(item) is { } id ? disclaimers.GetValueOrDefault(id) : null;
            return new ImportedMark(item.ContentItemVersionId, texts.Of(item, shown).Hash, recipe, context.NowUtc) { PresentationHash = Presentation.HashOf(item) };
        });
        await context.Work.MarkImportedAsync([.. marks], cancellationToken);
    }

    private void Report(ContentItem item, ItemDecision decision, RecipeTextChange? text)
    {
        var published = context.Trusted && item.Published;
        var draft = item.Published && !context.Trusted ? Sentence.Of("Recipe.AsDraft") : Sentence.Of("Recipe.AsOwnDraft");
        var live = Sentence.Of("Recipe.Published");
        var (outcome, detail) = decision.Action switch
        {
            ItemAction.Create => (RecipeOutcome.Created, published ? live : draft),
            ItemAction.Update => (RecipeOutcome.Updated, published ? live : draft),
            ItemAction.Publish => (RecipeOutcome.Updated, live),
            ItemAction.Leave => (RecipeOutcome.Unchanged, null),
            _ => (RecipeOutcome.Skipped, decision.Detail),
        };
        context.Report(new(outcome, "content item", $"{item.ContentType} '{item.DisplayText}' ({item.ContentItemId})", detail) { Text = text });
    }

    private async Task WriteLateAsync(CancellationToken cancellationToken)
    {
        foreach (var step in RecipeItems.Of(context).Late.GroupBy(late => late.Place.Step, ReferenceEqualityComparer.Instance))
        {
            var wanted = step.Select(late => late.Place.Index).ToHashSet();
            var items = step.First().Place.Step.Items()
                .TakeWhile(element => element.Index <= wanted.Max())
                .Where(element => wanted.Contains(element.Index))
                .Select(element => RecipeItem.Read(element.Index, element.Value, context.Definitions).Item!)
                .ToList();
            await WriteAsync(items, step.First().Recipe, cancellationToken);
            _early.UnionWith(items.Select(item => item.ContentItemVersionId));
        }
    }
}
