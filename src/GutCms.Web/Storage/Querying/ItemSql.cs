using System.Globalization;
using GutCms.Core.Content.Items;
using GutCms.Core.Delivery;
using GutCms.Core.Searching;
using GutCms.Web.Storage.Databases;

namespace GutCms.Web.Storage.Querying;

/// <summary>
/// Writes conditions and orders as SQL: of delivered documents (<c>d</c>, with their versions <c>v</c> where one is asked for, and of types that the site added with their values <c>t</c>), or of versions (<c>v</c>)
/// with their items (<c>i</c>).
/// </summary>
/// <remarks>The text is made of constants only; whatever comes from outside is a parameter.</remarks>
/// <param name="database">The database.</param>
/// <param name="delivered">Of documents, or of versions.</param>
/// <param name="typeKey">Of documents of a type that the site added: the type, in lower case; null: of others.</param>
internal sealed class ItemSql(Database database, bool delivered, string? typeKey = null)
{
    private readonly List<(string Name, object? Value)> _parameters = [];

    /// <summary>The table that has a document with what it is ordered by.</summary>
    private readonly string _document = typeKey is null ? "d" : "t";

    /// <summary>Parameters of what was written.</summary>
    public IReadOnlyList<(string Name, object? Value)> Parameters => _parameters;

    /// <summary>Something was written that looks at the versions of documents.</summary>
    public bool NeedsVersions { get; private set; }

    /// <summary>Adds a parameter.</summary>
    /// <returns>Its name.</returns>
    public string Parameter(object? value)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"@p{_parameters.Count}");
        _parameters.Add((name, value));
        return name;
    }

    /// <summary>Adds parameters that have names.</summary>
    public void Add(IEnumerable<(string Name, object? Value)> parameters) => _parameters.AddRange(parameters);

    /// <summary>A condition.</summary>
    public string Condition(ItemCondition condition) => condition switch
    {
        ItemCondition.Among among => Among(among),
        ItemCondition.Matches matches => Matches(matches),
        ItemCondition.From from => $"{Column(from.Column)} >= {Parameter(from.Ticks)}",
        ItemCondition.Both both => Joined(both.Parts, " AND ", "(1 = 1)"),
        ItemCondition.Either either => Joined(either.Parts, " OR ", "(1 = 0)"),
        ItemCondition.Not not => $"NOT {Condition(not.Part)}",
        _ => throw new InvalidOperationException($"There is no SQL for {condition.GetType().Name}."),
    };

    /// <summary>A column as it is ordered by; never NULL.</summary>
    public string Key(ItemColumn column) => (delivered, column) switch
    {
        (true, ItemColumn.DisplayText) => $"{_document}.\"TitleKey\"",
        (false, ItemColumn.DisplayText) => "LOWER(COALESCE(v.\"DisplayText\", ''))",
        _ => Column(column),
    };

    private string Column(ItemColumn column)
    {
        NeedsVersions |= delivered && column is (ItemColumn.ContentItemVersionId or ItemColumn.Path);
        return (delivered, column) switch
        {
            (true, ItemColumn.ContentItemId) => $"{_document}.\"ContentItemId\"",
            (true, ItemColumn.DisplayText) => "d.\"Title\"",
            (true, ItemColumn.Series) => "COALESCE(d.\"SeriesId\", '')",
            (true, ItemColumn.PublishedUtc) => $"{_document}.\"PublishedUtc\"",
            (true, ItemColumn.ModifiedUtc) => $"{_document}.\"ModifiedUtc\"",
            (true, ItemColumn.SeriesPosition) => "d.\"PositionKey\"",
            (_, ItemColumn.ContentItemVersionId) => "v.\"ContentItemVersionId\"",
            (_, ItemColumn.Path) => "LOWER(COALESCE(v.\"Path\", ''))",
            (_, ItemColumn.ContentItemId) => "v.\"ContentItemId\"",
            (_, ItemColumn.DisplayText) => "COALESCE(v.\"DisplayText\", '')",
            (_, ItemColumn.Series) => SeriesOfVersion(),
            (_, ItemColumn.PublishedUtc) => "COALESCE(i.\"FirstPublishedUtc\", 0)",
            (_, ItemColumn.ModifiedUtc) => "COALESCE(v.\"ModifiedUtc\", 0)",
            (_, ItemColumn.SeriesPosition) => "COALESCE(CAST(v.\"SeriesPosition\" AS DOUBLE PRECISION), 1.7976931348623157E308)",
            _ => throw new InvalidOperationException($"There is no column {column}."),
        };
    }

    private string SeriesOfVersion() =>
        $"COALESCE((SELECT r.\"TargetId\" FROM \"ContentReferences\" r WHERE r.\"VersionSequence\" = v.\"Sequence\" AND r.\"Position\" = 0 AND r.\"Field\" = {Parameter(ItemMeaning.Reference(ItemMeaning.Article, ItemMeaning.SeriesField))}), '')";

    private string Among(ItemCondition.Among among)
    {
        var column = Column(among.Column);
        if (among.Column is ItemColumn.PublishedUtc or ItemColumn.ModifiedUtc or ItemColumn.SeriesPosition)
        {
            throw new InvalidOperationException($"{among.Column} is no text.");
        }

        var values = among.Column == ItemColumn.Path ? [.. among.Values.Select(ItemMeaning.PathKey)] : among.Values;
        var found = values.Count == 1 ? $"{column} = {Parameter(values[0])}" : database.AmongIds(column, Parameter(database.IdList(values)));

        // A document is found by the last segment of its path, of which there is an index.
        return delivered && among.Column == ItemColumn.Path
            ? $"({database.AmongIds("d.\"Key\"", Parameter(database.IdList([.. values.Select(KeyOf)])))} AND {found})"
            : found;
    }

    private string KeyOf(string path) => path.Split('/')[^1] is var slug && typeKey is null ? slug : DeliveredTypes.KeyOf(typeKey!, slug);

    private string Matches(ItemCondition.Matches matches)
    {
        var value = matches.Column switch
        {
            ItemColumn.DisplayText when delivered => SearchTokens.SortKey(matches.Value, int.MaxValue),
            ItemColumn.Path => ItemMeaning.PathKey(matches.Value),
            // As the databases lower what is stored: A to Z only.
            _ => string.Concat(matches.Value.Select(character => char.IsAsciiLetterUpper(character) ? (char)(character | 0x20) : character)),
        };
        var escaped = string.Concat(value.Select(character => character is '%' or '_' or '\\' ? $"\\{character}" : character.ToString()));
        var pattern = matches.Match switch
        {
            TextMatch.StartsWith => $"{escaped}%",
            TextMatch.EndsWith => $"%{escaped}",
            _ => $"%{escaped}%",
        };
        return $"{Key(matches.Column)} LIKE {Parameter(pattern)} ESCAPE '\\'";
    }

    private string Joined(IReadOnlyList<ItemCondition> parts, string word, string none) => parts.Count == 0 ? none : $"({string.Join(word, parts.Select(Condition))})";
}
