using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GutCms.Core.Diff;

namespace GutCms.OrchardCore.Reviews;

/// <summary>An address in a text.</summary>
/// <param name="Address">The address.</param>
/// <param name="Change">What happened to it since the text that is compared with.</param>
public sealed record ShownLink(string Address, RunChange Change);

/// <summary>Finds where the links and pictures of a text lead, since that is reviewed and a page does not show it.</summary>
internal static partial class ShownLinks
{
    /// <summary>Every address once: those of the text in its order, then those that are gone.</summary>
    /// <param name="content">The text, as readers see it.</param>
    /// <param name="diff">What changed in it; null: nothing was compared.</param>
    public static IReadOnlyList<ShownLink> Of(JsonObject content, VersionDiff? diff)
    {
        var runs = diff is null ? [] : RunsOf(diff.Members, diff.Lists).Where(run => run.Markup is not null).ToList();
        var now = AddressesIn(content).Distinct(StringComparer.Ordinal).ToList();
        var added = runs.Where(run => run.Change == RunChange.Added).SelectMany(run => AddressesOf(run.Markup!)).ToHashSet(StringComparer.Ordinal);
        var kept = runs.Where(run => run.Change == RunChange.Equal).SelectMany(run => AddressesOf(run.Markup!)).ToHashSet(StringComparer.Ordinal);
        var removed = runs.Where(run => run.Change == RunChange.Removed).SelectMany(run => AddressesOf(run.Markup!)).Distinct(StringComparer.Ordinal).Except(now, StringComparer.Ordinal);
        return [.. now.Select(address => new ShownLink(address, added.Contains(address) && !kept.Contains(address) ? RunChange.Added : RunChange.Equal)), .. removed.Select(address => new ShownLink(address, RunChange.Removed))];
    }

    private static IEnumerable<string> AddressesIn(JsonNode? node) => node switch
    {
        JsonObject json => json.SelectMany(member => AddressesIn(member.Value)),
        JsonArray array => array.SelectMany(AddressesIn),
        JsonValue value when value.TryGetValue<string>(out var text) && text.Contains('<', StringComparison.Ordinal) => AddressesOf(text),
        _ => [],
    };

    private static IEnumerable<string> AddressesOf(string html) => Address().Matches(html).Select(match => WebUtility.HtmlDecode(match.Groups[1].Value));

    private static IEnumerable<TextRun> RunsOf(IEnumerable<MemberDiff> members, IEnumerable<ListDiff> lists) =>
        members.SelectMany(member => member.Runs).Concat(lists.SelectMany(list => list.Blocks).SelectMany(block => RunsOf(block.Members, block.Lists)));

    // Texts were sanitised, which writes attributes in one way.
    [GeneratedRegex("<(?:a|img)\\b[^>]*?\\s(?:href|src)=\"([^\"]*)\"")]
    private static partial Regex Address();
}
