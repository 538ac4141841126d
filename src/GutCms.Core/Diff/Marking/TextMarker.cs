using System.Collections.Immutable;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using GutCms.Core.Content.Projecting;

namespace GutCms.Core.Diff.Marking;

/// <summary>Puts a projection and what changed in it together to a text with marks.</summary>
/// <param name="marks">Writes the marks, and counts the changes.</param>
public sealed class TextMarker(ChangeMarks marks)
{
    private static readonly string[] Headings = ["heading", "question", "citation"];
    private static readonly string[] Texts = ["html", "answerHtml"];
    private const string Picture = "picture.path", Alternative = "picture.alt", Between = " · ";
    private static readonly string[] Unseen = ["id", "kind", "type", "language", "title", "subtitle", "excerpt", "html", "description", "body", "references", "disclaimer", "entries", .. Headings, .. Texts];

    /// <summary>Does it.</summary>
    /// <param name="content">The later projection.</param>
    /// <param name="diff">What changed; null: nothing is marked.</param>
    /// <param name="sources">Where the blocks of the body come from.</param>
    /// <param name="references">Where the references come from.</param>
    public MarkedText Mark(JsonObject content, VersionDiff? diff, ImmutableArray<BlockSource> sources, ImmutableArray<BlockSource> references)
    {
        var members = diff?.Members ?? [];
        var lists = diff?.Lists ?? [];

        // In reading order, so that the numbers of the changes go down the page.
        var title = Show(content, "title", members) ?? "";
        var subtitle = Show(content, "subtitle", members);
        var excerpt = Show(content, "excerpt", members);
        var whole = Show(content, "html", members) ?? Show(content, "description", members);
        var body = Blocks(content, "body", lists, sources);
        var disclaimer = Show(content["disclaimer"] as JsonObject ?? [], "html", [.. members.Where(member => member.Path.StartsWith("disclaimer.", StringComparison.Ordinal)).Select(member => member with { Path = member.Path["disclaimer.".Length..] })]);
        var cited = Blocks(content, "references", lists, references);
        var details = Details(content, members, lists, "disclaimer.html").Where(detail => detail.Name != "disclaimer.kind" || members.Any(member => member.Path == detail.Name)).ToList();
        return new(title, subtitle, excerpt, whole, body, cited, disclaimer, details, marks.Count, diff?.Summary) { Pictures = Pictures(content, members) };
    }

    private ImmutableArray<MarkedBlock> Blocks(JsonObject holder, string name, ImmutableArray<ListDiff> lists, ImmutableArray<BlockSource> sources)
    {
        var later = (holder[name] as JsonArray)?.OfType<JsonObject>().ToList() ?? [];
        var changed = lists.FirstOrDefault(list => list.Name == name);
        return changed is null
            ? [.. later.Select((block, index) => Block(block, null, sources.ElementAtOrDefault(index)))]
            : [.. changed.Blocks.Select(block => block.ToIndex is { } index ? Block(later[index], block, sources.ElementAtOrDefault(index)) : Block([], block, null))];
    }

    private MarkedBlock Block(JsonObject block, BlockDiff? diff, BlockSource? source)
    {
        int? number = diff is { Moved: true } or { Change: DiffChange.Added or DiffChange.Removed } ? marks.Next() : null;
        var members = diff?.Members ?? [];
        string? Part(string[] names) => names.Select(name => diff?.Change switch
        {
            DiffChange.Added => members.FirstOrDefault(member => member.Path == name) is { } added ? marks.WriteAdded(added.Runs, IsHtml(name)) : null,
            DiffChange.Removed => members.FirstOrDefault(member => member.Path == name) is { } removed ? Before(removed.Runs, IsHtml(name)) : null,
            _ => Show(block, name, members),
        }).FirstOrDefault(html => html is not null);

        var heading = Part(Headings);
        var html = Part(Texts);
        var details = diff?.Change is DiffChange.Added or DiffChange.Removed
            ? [.. members.Where(member => !Unseen.Contains(member.Path)).Select(member => new MarkedDetail(member.Path, Before(member.Runs, isHtml: false) + (diff.Change == DiffChange.Added ? marks.WriteAdded(member.Runs, isHtml: false) : "")) { Text = DiffText.After(member.Runs) }), .. Lists(block, diff.Lists)]
            : Details(block, members, diff?.Lists ?? [], null);
        return new(source?.ContentItemId, diff?.Change ?? DiffChange.Unchanged, diff?.Moved ?? false, number, heading, html, details, Blocks(block, "entries", diff?.Lists ?? [], source?.Entries ?? []))
        { Pictures = Pictures(block, members) };
    }

    private static List<MarkedPicture> Pictures(JsonObject holder, ImmutableArray<MemberDiff> members)
    {
        var path = members.FirstOrDefault(member => member.Path == Picture);
        var alt = members.FirstOrDefault(member => member.Path == Alternative);
        var (before, after) = path is null ? (null, TextOf(holder, Picture)) : (DiffText.Before(path.Runs), DiffText.After(path.Runs));
        List<MarkedPicture> pictures = [];
        if (!string.IsNullOrEmpty(before))
        {
            pictures.Add(new(before, alt is null ? TextOf(holder, Alternative) : DiffText.Before(alt.Runs), RunChange.Removed));
        }

        if (!string.IsNullOrEmpty(after))
        {
            pictures.Add(new(after, alt is null ? TextOf(holder, Alternative) : DiffText.After(alt.Runs), path is null ? RunChange.Equal : RunChange.Added));
        }

        return pictures;
    }

    private List<MarkedDetail> Details(JsonObject holder, ImmutableArray<MemberDiff> members, ImmutableArray<ListDiff> lists, string? except)
    {
        var names = Leaves(holder, "").Concat(members.Select(member => member.Path)).Distinct(StringComparer.Ordinal)
            .Where(name => !Unseen.Contains(name) && name != except && !name.StartsWith("disclaimer.html", StringComparison.Ordinal));
        return [.. names.Select(name => new MarkedDetail(name, Show(holder, name, members) ?? "") { Text = TextOf(holder, name) }), .. Lists(holder, lists)];
    }

    /// <summary>Lists of whatever a site added, each with all of its words in one line: they are read out, so they are approved.</summary>
    private IEnumerable<MarkedDetail> Lists(JsonObject holder, ImmutableArray<ListDiff> lists) =>
        Leaves(holder, "", isList: true).Concat(lists.Select(list => list.Name)).Distinct(StringComparer.Ordinal).Where(name => !Unseen.Contains(name))
            .Select(name => new MarkedDetail(name, string.Join(Between, Line(NodeAt(holder, name) as JsonArray ?? [], lists.FirstOrDefault(list => list.Name == name)))));

    // Nothing of it is known to be sanitised: all of it is text.
    private IEnumerable<string> Line(JsonArray later, ListDiff? diff) => diff is null
        ? later.SelectMany(Words).Select(text => WebUtility.HtmlEncode(text))
        : diff.Blocks.SelectMany(block => block.Change switch
        {
            DiffChange.Unchanged => Words(later[block.ToIndex!.Value]).Select(text => WebUtility.HtmlEncode(text)),
            DiffChange.Changed => Element(later[block.ToIndex!.Value], block),
            _ => [.. block.Members.Select(member => marks.Write(member.Runs, isHtml: false)), .. block.Lists.SelectMany(inner => Line([], inner))],
        });

    private IEnumerable<string> Element(JsonNode? element, BlockDiff block)
    {
        var holder = element as JsonObject ?? new JsonObject { ["value"] = element?.DeepClone() };
        var texts = Leaves(holder, "", isList: false).Concat(block.Members.Select(member => member.Path)).Distinct(StringComparer.Ordinal)
            .Select(name => block.Members.FirstOrDefault(member => member.Path == name) is { } member ? marks.Write(member.Runs, isHtml: false) : WebUtility.HtmlEncode(TextOf(holder, name)) ?? "");
        var lists = Leaves(holder, "", isList: true).Concat(block.Lists.Select(list => list.Name)).Distinct(StringComparer.Ordinal)
            .SelectMany(name => Line(NodeAt(holder, name) as JsonArray ?? [], block.Lists.FirstOrDefault(list => list.Name == name)));
        return texts.Concat(lists);
    }

    private static IEnumerable<string> Words(JsonNode? node) => node switch
    {
        JsonObject json => json.SelectMany(member => Words(member.Value)),
        JsonArray array => array.SelectMany(Words),
        JsonValue value => [value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString()],
        _ => [],
    };

    private static IEnumerable<string> Leaves(JsonObject holder, string prefix, bool isList = false) => holder.SelectMany(member => member.Value switch
    {
        JsonObject nested => Leaves(nested, prefix + member.Key + ".", isList),
        JsonValue when !isList => [prefix + member.Key],
        JsonArray when isList => [prefix + member.Key],
        _ => [],
    });

    private string? Show(JsonObject holder, string path, ImmutableArray<MemberDiff> members)
    {
        if (members.FirstOrDefault(member => member.Path == path) is { } member)
        {
            return marks.Write(member.Runs, IsHtml(path));
        }

        var text = TextOf(holder, path);
        return text is null ? null : IsHtml(path) ? text : WebUtility.HtmlEncode(text);
    }

    private static JsonNode? NodeAt(JsonObject holder, string path)
    {
        JsonNode? node = holder;
        foreach (var step in path.Split('.'))
        {
            node = (node as JsonObject)?[step];
        }

        return node;
    }

    private static string? TextOf(JsonObject holder, string path)
    {
        var node = NodeAt(holder, path);
        return node is not JsonValue value ? null : value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString();
    }

    private static string Before(ImmutableArray<TextRun> runs, bool isHtml) => isHtml ? DiffText.HtmlBefore(runs) : WebUtility.HtmlEncode(DiffText.Before(runs));

    // Only texts that the projection has sanitised are written as HTML; a site's own fields are shown as they are written.
    private static bool IsHtml(string path) => path is "html" or "answerHtml" or "description";
}
