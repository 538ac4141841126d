using GutCms.Core.Content.Checking;
using GutCms.Core.Content.Items;
using GutCms.Core.Delivery;
using GutCms.Core.Storage;
using GutCms.Core.Texts;

namespace GutCms.Core.Recipes.Items;

/// <summary>Checks the items of a Content step batch by batch: each alone, against the items before it, and against the store.</summary>
internal sealed class ContentCheck(RecipeStep step, RecipeContext context)
{
    private readonly RecipeItems _items = RecipeItems.Of(context);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var definitions = context.Definitions;
        await foreach (var batch in ItemBatches.PrepareAsync(step.Items(), (index, json) => RecipeItem.Check(index, json, definitions, context.Limits), cancellationToken))
        {
            foreach (var item in batch)
            {
                foreach (var fault in item.Faults)
                {
                    Fault(item.Index, fault.Path[1..], fault.Sentence);
                }

                foreach (var loss in item.Losses)
                {
                    context.Warn(step, $".{step.ItemsName}[{item.Index}]{loss.Path[1..]}", loss.Sentence);
                }
            }

            await CheckTogetherAsync([.. batch.Where(item => item.Item is not null)], cancellationToken);
            context.ItemsDone(batch.Count, batch[^1].Item?.DisplayText);
        }
    }

    /// <summary>Judges what only the whole recipe can answer.</summary>
    public static async Task CompleteAsync(RecipeContext context, CancellationToken cancellationToken)
    {
        var items = RecipeItems.Of(context);
        foreach (var place in items.WithoutLatest)
        {
            context.Fault(place.Step, $"{place.Path}.Latest", Sentence.Of("Recipe.PublishedNotLatest"));
        }

        var shown = items.ShownDisclaimers.Where(found => !items.PublishedDisclaimers.Contains(found.Key)).ToList();
        var published = await context.Work.FindAsync([.. shown.Select(found => found.Key)], VersionSelector.Published, cancellationToken);
        var known = await context.Work.FindAsync([.. shown.Select(found => found.Key)], VersionSelector.Latest, cancellationToken);
        foreach (var (id, (place, picked)) in shown.Where(found => !published.ContainsKey(found.Key) && (known.ContainsKey(found.Key) || items.TypeOf(found.Key) is not null)))
        {
            context.Fault(place.Step, place.Path + picked.Path, Sentence.Of("Recipe.DisclaimerNotPublished", id));
        }

        foreach (var chunk in items.Open.Chunk(500))
        {
            var stored = await context.Work.FindAsync([.. chunk.Select(open => open.Picked.TargetId).Where(id => items.TypeOf(id) is null).Distinct(StringComparer.Ordinal)], VersionSelector.Latest, cancellationToken);
            foreach (var (place, picked) in chunk)
            {
                Judge(context, place, picked, items.TypeOf(picked.TargetId) ?? stored.GetValueOrDefault(picked.TargetId)?.Item.ContentType);
            }
        }
    }

    private async Task CheckTogetherAsync(List<RecipeItem> batch, CancellationToken cancellationToken)
    {
        var stored = await StoredItems.FindAsync(context.Work, batch.Select(item => item.Item!), cancellationToken);
        var routes = batch.Select(item => Route(item.Item!)).ToList();
        var owners = await context.Work.FindPathOwnersAsync([.. routes.Select(route => route.Value).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase)], cancellationToken);
        var ownerOf = new Dictionary<string, string>(owners, StringComparer.OrdinalIgnoreCase);
        var decisions = batch.AsParallel().AsOrdered().Select(item => ItemDecision.For(Sanitized(item.Item!, stored), stored, context.Trusted)).ToList();
        var language = context.Items.TryGetValue(ItemMeaning.DefaultLanguageSetting, out var set) ? (string)set : await SiteLanguage.OfAsync(context.Work, cancellationToken);
        var translations = await Translations.FindAsync(
            context.Work, [.. batch.Select(item => TranslationPlace.Of(item.Item!, language)?.Set).OfType<string>().Distinct(StringComparer.Ordinal)], language, cancellationToken);
        var openBefore = _items.Open.Count;
        List<(int Index, ContentItem Item)> written = [];
        for (var i = 0; i < batch.Count; i++)
        {
            var (index, item, decision, route) = (batch[i].Index, batch[i].Item!, decisions[i], routes[i]);
            var isFree = true;
            foreach (var (path, sentence) in _items.Add(new(step, index), item, route.Path, route.Value))
            {
                Fault(index, path, sentence);
                isFree &= path != route.Path;
            }

            if (_items.AwaitedDisclaimers.Remove(item.ContentItemId))
            {
                _items.Late.Add(new(new(step, index), context.RecipeName));
            }

            if (item is { ContentType: ItemMeaning.Disclaimer, Published: true } && context.Trusted && decision.Action is not (ItemAction.Skip or ItemAction.Refuse))
            {
                _items.PublishedDisclaimers.Add(item.ContentItemId);
            }

            if (decision.Action == ItemAction.Refuse)
            {
                Fault(index, ".ContentItemVersionId", decision.Detail!);
            }
            else if (decision.Action is ItemAction.Create or ItemAction.Update)
            {
                written.Add((index, item));
                if (route.Value is not null && ownerOf.TryGetValue(route.Value, out var owner) && owner != item.ContentItemId)
                {
                    Fault(index, route.Path!, Sentence.Of("Recipe.PathTaken", route.Value, owner));
                    isFree = false;
                }

                if (isFree && DeliveredTypes.IsFoundBySlug(item, context.Definitions))
                {
                    await CheckSlugAsync(index, item, route.Path!, cancellationToken);
                }

                CheckReferences(index, item);
                CheckLanguage(index, item, language, translations);
            }
        }

        await ResolveAsync(openBefore, cancellationToken);
        await CheckPicturesAsync(written, cancellationToken);
    }

    private async Task CheckPicturesAsync(List<(int Index, ContentItem Item)> written, CancellationToken cancellationToken)
    {
        var shown = written.SelectMany(item => ShownPicture.In(item.Item, context.Definitions).Select(picture => (item.Index, Picture: picture))).ToList();
        if (shown.Count > 0 && await context.Work.FindPicturesAsync(ShownPicture.IdsOf(shown.Select(each => each.Picture)), cancellationToken) is { } known)
        {
            foreach (var (index, picture) in shown)
            {
                if (picture.FaultIn(known) is { } why)
                {
                    Fault(index, picture.Path, why);
                }
            }
        }
    }

    /// <summary>Two items of a type that differ in the folder of their paths only would clash at their publication.</summary>
    private async Task CheckSlugAsync(int index, ContentItem item, string routePath, CancellationToken cancellationToken)
    {
        if (!_items.Slugs.TryGetValue(item.ContentType, out var owners))
        {
            _items.Slugs[item.ContentType] = owners = new(await context.Work.FindSlugOwnersAsync(item.ContentType, null, cancellationToken), StringComparer.Ordinal);
        }

        var slug = ItemMeaning.SlugOf(item);
        if (!owners.TryAdd(slug, item.ContentItemId) && owners[slug] != item.ContentItemId)
        {
            Fault(index, routePath, Sentence.Of("PathMustBeFree.Slug", slug, owners[slug]));
        }

        _items.HasFormerAddresses ??= (await context.Work.ListDocumentsAsync(FormerAddress.DocumentKind, cancellationToken)).Count > 0;
        if (_items.HasFormerAddresses.Value && await FormerAddress.FindClaimantAsync(context.Work, item, context.Definitions, cancellationToken) is { } claimant)
        {
            Fault(index, routePath, Sentence.Of("PathMustBeFree.Former", slug, claimant));
        }
    }

    private void CheckLanguage(int index, ContentItem item, string siteLanguage, ILookup<TranslationPlace, string> stored)
    {
        if (TranslationPlace.Of(item, siteLanguage) is { } place
            && (!_items.Translations.TryAdd(place, item.ContentItemId) && _items.Translations[place] != item.ContentItemId ? _items.Translations[place] : stored[place].FirstOrDefault(id => id != item.ContentItemId)) is { } other)
        {
            var fault = Translations.Fault("", place, other);
            Fault(index, fault.Path, fault.Sentence);
        }
    }

    private void CheckReferences(int index, ContentItem item)
    {
        foreach (var picked in PickedItem.In(item, context.Definitions))
        {
            if (item.Published && context.Trusted && Disclaimers.IsShownBy(item, picked))
            {
                _items.ShownDisclaimers.TryAdd(picked.TargetId, (new(step, index), picked));
            }

            var known = _items.TypeOf(picked.TargetId);
            if (known is null)
            {
                _items.Open.Add((new(step, index), picked));
                if (Disclaimers.IsShownBy(item, picked))
                {
                    _items.AwaitedDisclaimers.Add(picked.TargetId);
                }
            }
            else
            {
                Judge(context, new(step, index), picked, known);
            }
        }
    }

    // What the batch itself and the store answer need not be kept until the end; what stands further down in the recipe does.
    private async Task ResolveAsync(int from, CancellationToken cancellationToken)
    {
        var opened = _items.Open[from..];
        _items.Open.RemoveRange(from, opened.Count);
        var targets = opened.Select(open => open.Picked.TargetId).Where(id => _items.TypeOf(id) is null).Distinct(StringComparer.Ordinal).ToList();
        var stored = targets.Count == 0 ? null : await context.Work.FindAsync(targets, VersionSelector.Latest, cancellationToken);
        foreach (var (place, picked) in opened)
        {
            if ((_items.TypeOf(picked.TargetId) ?? stored?.GetValueOrDefault(picked.TargetId)?.Item.ContentType) is { } type)
            {
                Judge(context, place, picked, type);
            }
            else
            {
                _items.Open.Add((place, picked));
            }
        }
    }

    private static void Judge(RecipeContext context, RecipeItems.Place place, PickedItem picked, string? type)
    {
        if (type is null)
        {
            if (!context.IsAbsent(picked.TargetId))
            {
                context.Fault(place.Step, place.Path + picked.Path, Sentence.Of("Recipe.NoItem", picked.TargetId));
            }
        }
        else if (!picked.Permits(type, context.Definitions))
        {
            context.Fault(place.Step, place.Path + picked.Path, Sentence.Of("Recipe.TypeNotPermitted", picked.TargetId, type, picked.Field.Name, picked.PermittedTypes));
        }
    }

    // Sanitising is dear: only where there is a text to compare with.
    private ContentItem Sanitized(ContentItem item, StoredItems stored) =>
        stored.VersionOwners.ContainsKey(item.ContentItemVersionId) ? ContentSanitizer.Sanitize(item, context.Definitions) : item;

    private static (string? Path, string? Value) Route(ContentItem item) =>
        ItemMeaning.PathOf(item) is { } path ? ($".{ItemMeaning.AddressPart}.{ItemMeaning.AddressMember}", path) : (null, null);

    private void Fault(int index, string path, Sentence sentence) => context.Fault(step, $".{step.ItemsName}[{index}]{path}", sentence);
}
