using GutCms.Core.Content.Definitions;
using GutCms.Core.Content.Items;
using GutCms.Core.Json;
using GutCms.Core.Media;
using GutCms.Core.Texts;

namespace GutCms.Core.Content.Checking;

/// <summary>One picture that an item names, with where it stands.</summary>
/// <param name="Path">Path from the item, for example <c>.FigurePart.Picture.Paths[0]</c>.</param>
/// <param name="Name">The picture as the item names it.</param>
internal readonly record struct ShownPicture(string Path, string Name)
{
    /// <summary>All pictures of an item, nested items included.</summary>
    public static List<ShownPicture> In(ContentItem item, ContentDefinitions definitions) =>
    [
        .. FieldValues.In(item, definitions).Where(found => found.Field.FieldName == ItemMeaning.MediaField)
            .SelectMany(found => (found.Value.Array(ItemMeaning.MediaPaths) ?? []).Select((name, index) => new ShownPicture($"{found.Path}.{ItemMeaning.MediaPaths}[{index}]", name.AsText() ?? "")))
            .Where(picture => picture.Name.Length > 0),
    ];

    /// <summary>The ids of those that are named as pictures of the library are.</summary>
    public static IReadOnlyCollection<string> IdsOf(IEnumerable<ShownPicture> pictures) =>
        [.. pictures.Select(picture => MediaAddresses.IdOf(picture.Name)).OfType<string>().Distinct(StringComparer.Ordinal)];

    /// <summary>What is wrong with it where a library is kept: it is none of that. Null: nothing.</summary>
    /// <param name="known">Pictures of the library by id.</param>
    public Sentence? FaultIn(IReadOnlyDictionary<string, MediaFile> known) =>
        MediaAddresses.IdOf(Name) is { } id && known.TryGetValue(id, out var file) && MediaAddresses.PathOf(file) == Name ? null : Sentence.Of("Content.NoPicture", Name);
}
