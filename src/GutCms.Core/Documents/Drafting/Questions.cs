using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace GutCms.Core.Documents.Drafting;

/// <summary>Questions with their answers, where the structure of a text says that they are such.</summary>
internal static partial class Questions
{
    /// <summary>A question.</summary>
    /// <param name="Question">Its element, a heading or another line.</param>
    /// <param name="Answer">The blocks of its answer.</param>
    internal sealed record Entry(IElement Question, List<IElement> Answer);

    /// <summary>Questions of a section and what stands before the first one.</summary>
    /// <param name="Intro">The blocks before the first question; empty: none.</param>
    /// <param name="Entries">The questions in order.</param>
    internal sealed record Result(List<IElement> Intro, List<Entry> Entries);

    /// <summary>Whether a heading says that questions follow.</summary>
    public static bool IsHeading(string heading) => Heading().IsMatch(heading.Trim());

    /// <summary>The questions of a section; null: it is a text.</summary>
    /// <remarks>
    /// Below a heading that says so: lower headings, a definition list, boxes that open, or lines in bold that end with a question mark. Below any other: two or more lower headings, or terms
    /// of one definition list, that are all questions and have nothing before them.
    /// </remarks>
    public static Result? Find(string heading, IReadOnlyList<IElement> blocks)
    {
        var isSaid = IsHeading(heading);
        var level = blocks.Select(Blocks.Level).Where(level => level > 0).DefaultIfEmpty(0).Min();
        var found = level > 0 ? Split(blocks, block => Blocks.Level(block) == level ? block : null)
            : Terms(blocks) ?? Split(blocks, Opening) ?? Split(blocks, block => isSaid && IsQuestion(PlainText.Of(block)) ? Bold(block) : null);
        return found is null || found.Entries.Any(entry => !entry.Answer.Any(block => HasAnswer(block, entry.Question))) ? null
            : isSaid || (found.Entries.Count > 1 && found.Intro.Count == 0 && found.Entries.All(entry => IsQuestion(PlainText.Of(entry.Question)))) ? Taken(found)
            : null;
    }

    // Only now: what turns out to be a text stays as it was.
    private static Result Taken(Result found)
    {
        foreach (var entry in found.Entries)
        {
            if (entry.Question.LocalName == "summary")
            {
                entry.Question.Remove();
            }

            for (var i = 0; i < entry.Answer.Count; i++)
            {
                entry.Answer[i] = entry.Answer[i].LocalName is "dd" or "details" ? Blocks.Rename(entry.Answer[i], "div") : entry.Answer[i];
            }
        }

        return found;
    }

    private static Result? Split(IReadOnlyList<IElement> blocks, Func<IElement, IElement?> question)
    {
        var intro = new List<IElement>();
        var entries = new List<Entry>();
        foreach (var block in blocks)
        {
            if (question(block) is { } line)
            {
                entries.Add(new(line, Rest(block, line)));
            }
            else if (entries.Count > 0)
            {
                entries[^1].Answer.Add(block);
            }
            else if (Blocks.HasContent(block))
            {
                intro.Add(block);
            }
        }

        return entries.Count == 0 ? null : new(intro, entries);
    }

    // Of a box that opens, what is in it beside its first line.
    private static List<IElement> Rest(IElement block, IElement line) => block != line && block.LocalName == "details" ? [block] : [];

    private static IElement? Opening(IElement block) => block.LocalName == "details" ? block.Children.FirstOrDefault(child => child.LocalName == "summary") : null;

    private static IElement? Bold(IElement block) =>
        block.LocalName == "p" && block.Children is [{ LocalName: "b" or "strong" } only] && PlainText.Of(only) == PlainText.Of(block) ? block : null;

    private static Result? Terms(IReadOnlyList<IElement> blocks)
    {
        // A second list behind it is something else than its answers.
        if (blocks.FirstOrDefault(block => block.LocalName == "dl") is not { } list || blocks.SkipWhile(block => block != list).Skip(1).Any(Blocks.HasContent))
        {
            return null;
        }

        var entries = new List<Entry>();
        foreach (var child in list.Children.ToList())
        {
            if (child.LocalName == "dt")
            {
                entries.Add(new(child, []));
            }
            else if (child.LocalName == "dd" && entries.Count > 0)
            {
                entries[^1].Answer.Add(child);
            }
            else
            {
                return null;
            }
        }

        return entries.Count == 0 ? null : new([.. blocks.TakeWhile(block => block != list).Where(Blocks.HasContent)], entries);
    }

    private static bool HasAnswer(IElement block, IElement question) =>
        block.LocalName == "details" ? block.ChildNodes.Any(node => node != question && !string.IsNullOrWhiteSpace(node.TextContent)) : Blocks.HasContent(block);

    private static bool IsQuestion(string text) => text.TrimEnd() is [.., '?' or '？' or '؟' or '\u037E'];

    [GeneratedRegex(@"\A(?:FAQs?|frequently asked questions|common questions|questions (?:and|&) answers|Q\s*&\s*A|häufige? (?:gestellte )?fragen|häufig gestellte fragen|fragen und antworten)\b[\p{P}\s\w]*\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Heading();
}
