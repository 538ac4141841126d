using GutCms.Core.Content.Items;
using GutCms.Core.Storage;
using GutCms.Core.Texts;

namespace GutCms.Core.Recipes.Items;

/// <summary>What is to be done with an item of a recipe.</summary>
internal enum ItemAction
{
    /// <summary>Write its first version.</summary>
    Create,

    /// <summary>Write a new version.</summary>
    Update,

    /// <summary>Publish the version that is there.</summary>
    Publish,

    /// <summary>Nothing: it is as the recipe says.</summary>
    Leave,

    /// <summary>Nothing, although it is not as the recipe says: people have changed it.</summary>
    Skip,

    /// <summary>The recipe has to be corrected.</summary>
    Refuse,
}

/// <summary>Decides what is to be done with an item, from what the store has of it.</summary>
/// <remarks>
/// A recipe never takes down, replaces or publishes again what people have edited, published, reviewed, taken down or deleted since. A version is immutable: a
/// changed text needs a new version id. Items that people have left alone follow the recipe.
/// </remarks>
/// <param name="Action">What is to be done.</param>
/// <param name="Detail">Why it is skipped or refused; otherwise null.</param>
internal readonly record struct ItemDecision(ItemAction Action, Sentence? Detail = null)
{
    /// <param name="item">The item, sanitised.</param>
    /// <param name="stored">What the store has.</param>
    /// <param name="trusted">The recipe may publish.</param>
    public static ItemDecision For(ContentItem item, StoredItems stored, bool trusted)
    {
        var latest = stored.LatestOf(item.ContentItemId);
        var published = stored.PublishedOf(item.ContentItemId);

        // The version ids of a recipe that nobody trusts count for nothing: the text alone says whether there is something to write.
        var owner = !trusted ? null : stored.VersionOwners.GetValueOrDefault(item.ContentItemVersionId);
        if (owner is not null && owner != item.ContentItemId)
        {
            return Refuse(Sentence.Of("Recipe.VersionOfOther", item.ContentItemVersionId, owner));
        }

        if (!trusted && item is { Published: true, Latest: false })
        {
            return Skip(Sentence.Of("Recipe.OnlyLatest"));
        }

        if (latest is null && published is null)
        {
            return owner is null && !stored.Deleted.Contains(item.ContentItemId) ? new(ItemAction.Create) : Skip(Sentence.Of("Recipe.DeletedHere"));
        }

        if ((latest ?? published)!.Item.ContentType is var type && type != item.ContentType)
        {
            return Refuse(Sentence.Of("Recipe.OtherType", type, item.ContentType));
        }

        var reviewed = stored.Reviewed.Contains(item.ContentItemId);
        if (!trusted && latest is not null && RecipeItem.SameContent(item, latest.Item))
        {
            return new(ItemAction.Leave);
        }

        var same = !trusted ? null : new[] { latest, published }.FirstOrDefault(version => version?.Item.ContentItemVersionId == item.ContentItemVersionId);
        return same is not null ? ForKnownVersion(item, same, latest, reviewed)
            : owner is not null ? Skip(Sentence.Of("Recipe.NewerHere"))
            : PeopleChanged(latest, reviewed) ?? PeopleChanged(published, reviewed) ?? new(latest is null ? ItemAction.Create : ItemAction.Update);
    }

    // Only a trusted recipe knows versions.
    private static ItemDecision ForKnownVersion(ContentItem item, StoredVersion same, StoredVersion? latest, bool reviewed)
    {
        if (!RecipeItem.SameContent(item, same.Item))
        {
            return PeopleChanged(same, reviewed) ?? PeopleChanged(latest, reviewed)
                ?? Refuse(Sentence.Of("Recipe.OtherText", item.ContentItemVersionId));
        }

        return (item.Published, same.Item) switch
        {
            (_, { Latest: false }) when item.Latest => Skip(Sentence.Of("Recipe.NewerHere")),
            (true, { Published: false }) => PeopleChanged(same, reviewed) ?? new(ItemAction.Publish),
            (false, { Published: true }) => Skip(Sentence.Of("Recipe.PublishedHere")),
            _ => new(ItemAction.Leave),
        };
    }

    private static ItemDecision? PeopleChanged(StoredVersion? version, bool reviewed) => version switch
    {
        { Origin: null } => Skip(Sentence.Of("Recipe.EditedHere")),
        { PublishedByPerson: true } => Skip(version.Item.Published ? Sentence.Of("Recipe.PublishedHere") : Sentence.Of("Recipe.PublishedOrTakenDownHere")),
        not null when reviewed => Skip(Sentence.Of("Recipe.ReviewedHere")),
        _ => null,
    };

    private static ItemDecision Skip(Sentence why) => new(ItemAction.Skip, why);

    private static ItemDecision Refuse(Sentence why) => new(ItemAction.Refuse, why);
}
