using System.Text;
using System.Text.RegularExpressions;
using GutCms.Core.Comments;
using GutCms.Core.Diff;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Policies;
using GutCms.OrchardCore.ContentList;
using GutCms.OrchardCore.Policies;
using GutCms.OrchardCore.Reviews;
using GutCms.TestSupport;

namespace GutCms.OrchardCore.Tests;

/// <summary>A text of the module that Orchard Core is asked to translate.</summary>
/// <param name="Context">Where it stands: a view, or the class whose localizer is asked.</param>
/// <param name="Id">The text in English.</param>
internal sealed record ModuleText(string Context, string Id);

/// <summary>Reads from the sources of the module which texts its localizers are asked for.</summary>
internal static partial class ModuleTexts
{
    public static readonly string Folder = Path.Combine(GutCmsExecutable.RepositoryRoot, "src", "GutCms.OrchardCore");

    /// <summary>What is not written where the localizer is asked, but comes from a list of words.</summary>
    private static readonly Dictionary<string, IEnumerable<string>> Words = new(StringComparer.Ordinal)
    {
        ["ReviewWords.OfState("] = Enum.GetValues<ReviewState>().Select(ReviewWords.OfState),
        ["ReviewWords.OfTrigger("] = Enum.GetValues<Trigger>().Select(ReviewWords.OfTrigger),
        ["ReviewWords.OfOutcome("] = Enum.GetValues<DecisionOutcome>().Select(ReviewWords.OfOutcome),
        ["ReviewWords.OfCaution("] = Enum.GetValues<DiffCaution>().Select(ReviewWords.OfCaution),
        ["ReviewWords.OfChange("] = Enum.GetValues<DiffChange>().Select(ReviewWords.OfChange),
        ["ReviewWords.Next("] = Enum.GetValues<ReviewState>().Select(ReviewWords.Next),
        ["ReviewWords.OfMember("] = new[] { "", "title", "subtitle", "excerpt", "disclaimer.kind", "doi", "grade", "pmid", "retracted", "url", "url.text" }.Select(ReviewWords.OfMember),
        ["ReviewWords.OfFilter("] = ReviewListFilter.Values.Select(ReviewWords.OfFilter),
        ["PolicyWords.OfRule("] = typeof(PolicyForm).GetProperties().Select(property => (property.Name, Word: PolicyWords.OfRule(property.Name))).Where(rule => rule.Word != rule.Name).Select(rule => rule.Word),
        ["PolicyWords.OfWeakness("] = Enum.GetNames<PolicyWeakness>().Select(PolicyWords.OfWeakness),
        ["PolicyWords.OfRole("] = new[] { "Administrator", "Author", "Delivery", "Editor", "MedicalReviewer" }.Select(PolicyWords.OfRole),
        ["Model.Standing("] = Standings(),
    };

    /// <summary>All of them.</summary>
    public static HashSet<ModuleText> Read()
    {
        var files = Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Where(file => file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".cshtml", StringComparison.Ordinal))
            .ToDictionary(file => Path.GetRelativePath(Folder, file), File.ReadAllText, StringComparer.Ordinal);
        return [.. files.SelectMany(file => ContextsOf(file.Key, file.Value, files).SelectMany(context => TextsOf(file.Key, file.Value).Select(text => new ModuleText(context, text))))];
    }

    /// <summary>The places <c>{0}</c>, <c>{1}</c> … of a text.</summary>
    public static IEnumerable<string> PlacesOf(string text) => Place().Matches(text).Select(match => match.Value).Distinct().Order(StringComparer.Ordinal);

    private static IEnumerable<string> Standings()
    {
        var open = new CommentThread("t", "i", "v", null, [new("m", "a", "A", "Text", default)]);
        return Enum.GetValues<AnchorState>().Select(state => ReviewWords.OfThread(open, state))
            .Append(ReviewWords.OfThread(open with { ResolvedUtc = DateTime.UnixEpoch }, null))
            .Append(ReviewWords.OfThread(open with { Messages = open.Messages.Add(open.Messages[0] with { Addresses = true }) }, null));
    }

    private static IEnumerable<string> ContextsOf(string file, string source, Dictionary<string, string> files)
    {
        if (file.EndsWith(".cshtml", StringComparison.Ordinal))
        {
            return ["GutCms.OrchardCore." + Path.ChangeExtension(file, null).Replace(Path.DirectorySeparatorChar, '.')];
        }

        var space = Namespace().Match(source).Groups[1].Value;
        var own = Localizer().Matches(source).Select(match => space + "." + match.Groups[1].Value).Distinct().ToList();
        if (own.Count > 0)
        {
            return own;
        }

        // A base class is handed its localizer by the classes that derive from it, and a list of words the localizer of the view that it is for.
        var name = Regex.Escape(Path.GetFileNameWithoutExtension(file));
        var user = source.Contains("IViewLocalizer", StringComparison.Ordinal) ? $@"\b{name}\.Of\([^)]*\bT\)" : $@": {name}\b";
        return files.Where(other => other.Key != file && Regex.IsMatch(other.Value, user)).SelectMany(other => ContextsOf(other.Key, other.Value, files)).Distinct();
    }

    private static IEnumerable<string> TextsOf(string file, string source)
    {
        foreach (Match asked in Asked().Matches(source))
        {
            var (argument, texts) = ArgumentAt(source, asked.Index + asked.Length);
            if (argument.StartsWith('"') || asked.Value.EndsWith('('))
            {
                yield return texts[0];
                continue;
            }

            var words = Words.Where(list => argument.Contains(list.Key, StringComparison.Ordinal)).SelectMany(list => list.Value).Concat(texts).Where(word => word.Length > 0).Distinct().ToList();
            Assert.True(words.Count > 0, $"{file}: which texts are [{argument}]?");
            foreach (var word in words)
            {
                yield return word;
            }
        }
    }

    /// <summary>What stands between a bracket and the one that closes it, and the strings in it.</summary>
    private static (string Argument, List<string> Texts) ArgumentAt(string source, int start)
    {
        List<string> texts = [];
        var depth = 1;
        var at = start;
        while (depth > 0)
        {
            if (source[at] == '"')
            {
                var text = new StringBuilder();
                for (at++; source[at] != '"'; at++)
                {
                    text.Append(source[at] == '\\' ? source[++at] : source[at]);
                }

                texts.Add(text.ToString());
            }

            depth += source[at] is '[' or '(' ? 1 : source[at] is ']' or ')' ? -1 : 0;
            at++;
        }

        return (source[start..(at - 1)], texts);
    }

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"(?:I(?:Html|String)Localizer|\bFor)<(\w+)>")]
    private static partial Regex Localizer();

    [GeneratedRegex(@"\b(?:T|localizer|Localizer|words)(?:\[|\.Plural\()")]
    private static partial Regex Asked();

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Place();
}
