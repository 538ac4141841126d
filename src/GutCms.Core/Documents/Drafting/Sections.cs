using AngleSharp.Dom;
using GutCms.Core.Documents.Model;

namespace GutCms.Core.Documents.Drafting;

/// <summary>A block of the article.</summary>
/// <param name="Kind">Type of the nested item: <c>Section</c>, <c>Faq</c> or <c>FaqEntry</c>.</param>
/// <param name="Title">Its heading or question.</param>
/// <param name="Heading">Element of the heading; null: the document has none.</param>
/// <param name="Blocks">Its text.</param>
/// <param name="Entries">Questions of a <c>Faq</c>.</param>
internal sealed record Section(string Kind, string Title, IElement? Heading, List<IElement> Blocks, List<Section> Entries);

/// <summary>The sections of a text, its questions and its sources.</summary>
internal sealed class Sections
{
    // Below the title (1) and the heading of a section (2); an answer stands below its question.
    private const int BelowSection = 3;
    private const int BelowQuestion = 4;
    private const int Deepest = 6;

    private readonly List<DocumentLoss> _losses;
    private readonly List<DocumentNote> _notes;

    private Sections(List<DocumentLoss> losses, List<DocumentNote> notes) => (_losses, _notes) = (losses, notes);

    /// <summary>The blocks of the article in order.</summary>
    public List<Section> All { get; } = [];

    /// <summary>Sources with the element that each was.</summary>
    public List<(IElement Element, SourceReference Source)> Sources { get; } = [];

    /// <summary>Divides a text: at its highest level of headings.</summary>
    /// <param name="blocks">The text without its title.</param>
    /// <param name="introduction">Heading of what stands before the first heading.</param>
    /// <param name="places">Links of the text: notes go with the section that refers to them.</param>
    /// <param name="losses">Is told of what is left out.</param>
    /// <param name="notes">Is told of what was decided.</param>
    public static Sections Of(IReadOnlyList<IElement> blocks, string introduction, Places places, List<DocumentLoss> losses, List<DocumentNote> notes)
    {
        var sections = new Sections(losses, notes);
        var parts = Split(blocks);
        var emptied = new HashSet<int>();
        places.MoveNotes([.. parts.Select(part => part.Below)], from => emptied.Add(from));
        foreach (var (index, (heading, below)) in parts.Index())
        {
            if (heading is not null && emptied.Contains(index) && !below.Any(Drafting.Blocks.HasContent))
            {
                notes.Add(new("NotesMoved", PlainText.Of(heading)));
            }
            else
            {
                sections.Add(heading, below, introduction);
            }
        }

        return sections;
    }

    private static List<(IElement? Heading, List<IElement> Below)> Split(IReadOnlyList<IElement> blocks)
    {
        var level = blocks.Select(Drafting.Blocks.Level).Where(level => level > 0).DefaultIfEmpty(0).Min();
        List<(IElement? Heading, List<IElement> Below)> parts = [(null, [])];
        foreach (var block in blocks)
        {
            if (level > 0 && Drafting.Blocks.Level(block) == level && PlainText.Of(block).Length > 0)
            {
                parts.Add((block, []));
            }
            else
            {
                parts[^1].Below.Add(block);
            }
        }

        return parts;
    }

    private void Add(IElement? heading, List<IElement> below, string introduction)
    {
        if (heading is null && !below.Any(Drafting.Blocks.HasContent))
        {
            return;
        }

        var title = heading is null ? introduction : PlainText.Of(heading);
        if (heading is null)
        {
            _notes.Add(new("HeadingAdded", introduction));
        }
        else if (SourceList.IsHeading(title) && SourceList.Find(below, _losses) is { } sources)
        {
            Sources.AddRange(sources);
            return;
        }
        else if (Questions.Find(title, below) is { } questions)
        {
            AddQuestions(heading, title, questions);
            return;
        }

        All.Add(new("Section", title, heading, Shift(below, BelowSection), []));
    }

    private void AddQuestions(IElement heading, string title, Questions.Result questions)
    {
        var isTwice = questions.Intro.Count > 0;
        if (isTwice)
        {
            All.Add(new("Section", title, heading, Shift(questions.Intro, BelowSection), []));
            _notes.Add(new("HeadingTwice", title));
        }

        List<Section> entries = [.. questions.Entries.Select(entry => new Section("FaqEntry", PlainText.Of(entry.Question), entry.Question, Shift(entry.Answer, BelowQuestion), []))];
        All.Add(new("Faq", title, isTwice ? null : heading, [], entries));
    }

    private static List<IElement> Shift(List<IElement> blocks, int top)
    {
        var highest = blocks.Select(Drafting.Blocks.Level).Where(level => level > 0).DefaultIfEmpty(top).Min();
        return blocks.ConvertAll(block => Drafting.Blocks.Level(block) is > 0 and var level ? Drafting.Blocks.Rename(block, $"h{Math.Min(Deepest, level - highest + top)}") : block);
    }
}
