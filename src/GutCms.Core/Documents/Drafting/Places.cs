using System.Globalization;
using AngleSharp.Dom;
using GutCms.Core.Content.Items;
using GutCms.Core.Documents.Model;

namespace GutCms.Core.Documents.Drafting;

/// <summary>Links within a document: they go on leading where they led once the text is in several sections.</summary>
internal sealed class Places
{
    private readonly Dictionary<string, IElement> _places = new(StringComparer.Ordinal);
    private readonly List<(IElement Link, IElement Target)> _links = [];

    private Places()
    {
    }

    /// <summary>Finds links and what they lead to, and gives each target a name that it keeps. Arrows that lead back from a note go.</summary>
    public static Places Find(IElement body, List<DocumentLoss> losses)
    {
        foreach (var arrow in body.QuerySelectorAll("a.footnote-back-ref, a[role='doc-backlink']").ToList())
        {
            arrow.Remove();
        }

        var places = new Places();
        foreach (var element in body.QuerySelectorAll("[id], a[name]"))
        {
            places._places.TryAdd(element.GetAttribute("id") ?? element.GetAttribute("name")!, element);
        }

        foreach (var link in body.QuerySelectorAll("a[href^='#']").ToList())
        {
            var name = Uri.UnescapeDataString(link.GetAttribute("href")![1..]);
            if (places._places.TryGetValue(name, out var target))
            {
                places._links.Add((link, target));
            }
            else
            {
                losses.Add(DocumentLoss.Of("place", PlainText.Of(link)));
                Unlink(link);
            }
        }

        return places;
    }

    /// <summary>Moves notes to the section that refers to them first.</summary>
    /// <param name="parts">The blocks of each section.</param>
    /// <param name="moved">Is told of each section from which a note was taken.</param>
    public void MoveNotes(IReadOnlyList<List<IElement>> parts, Action<int> moved)
    {
        var homes = new Dictionary<IElement, int>();
        for (var part = 0; part < parts.Count; part++)
        {
            parts[part].ForEach(block => homes.TryAdd(block, part));
        }

        foreach (var (link, target) in _links)
        {
            if (target.Closest("li") is { } note && HomeOf(note, homes) is { } from && HomeOf(link, homes) is { } to && from != to && !note.Contains(link))
            {
                Move(note, parts[to], homes, to);
                moved(from);
            }
        }
    }

    /// <summary>Writes the links: to headings of sections as readers' addresses have them, to anything else by a name that a text may have.</summary>
    /// <param name="headings">Headings that became titles of sections or questions, in order, with the kind of their block.</param>
    /// <param name="sources">What became a source: nothing leads there any more.</param>
    /// <param name="losses">Is told of links that go.</param>
    public void Write(IReadOnlyList<(IElement Heading, string Kind)> headings, IReadOnlyCollection<IElement> sources, List<DocumentLoss> losses)
    {
        var ids = new BlockIds(_ => false);
        var titles = headings.ToDictionary(heading => heading.Heading, heading => ids.Next(PlainText.Of(heading.Heading), heading.Kind));
        var listed = sources.ToHashSet();
        var names = new Dictionary<IElement, string>();
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var cited = 0;
        foreach (var (link, target) in _links)
        {
            if (Within(target, listed.Contains) is not null)
            {
                cited++;
                Unlink(link);
            }
            else if (Within(target, titles.ContainsKey) is { } title)
            {
                link.SetAttribute("href", "#" + titles[title]);
            }
            else
            {
                if (!names.TryGetValue(target, out var name))
                {
                    var plain = name = "note-" + Named(target);
                    for (var number = 2; !taken.Add(name); number++)
                    {
                        name = string.Create(CultureInfo.InvariantCulture, $"{plain}-{number}");
                    }

                    names[target] = name;
                    target.RemoveAttribute("name");
                    target.SetAttribute("id", name);
                }

                link.SetAttribute("href", "#" + name);
            }
        }

        if (cited > 0)
        {
            losses.Add(DocumentLoss.Of("citation", cited.ToString(CultureInfo.InvariantCulture)));
        }
    }

    private static string Named(IElement target) =>
        BlockIds.Slug(target.GetAttribute("id") ?? target.GetAttribute("name") ?? "") is { Length: > 0 } slug
            ? string.Concat(slug.Select(character => char.IsAsciiLetterOrDigit(character) ? char.ToLowerInvariant(character) : '-').Take(40)).Trim('-') is { Length: > 0 } plain ? Single(plain) : "x"
            : "x";

    private static string Single(string name)
    {
        var plain = string.Join('-', name.Split('-', StringSplitOptions.RemoveEmptyEntries));
        return plain.StartsWith("note-", StringComparison.Ordinal) && plain.Length > "note-".Length ? plain["note-".Length..] : plain;
    }

    private static int? HomeOf(IElement element, Dictionary<IElement, int> homes) => Within(element, homes.ContainsKey) is { } block ? homes[block] : null;

    /// <summary>The element itself or the nearest around it that is meant; null: none.</summary>
    private static IElement? Within(IElement element, Func<IElement, bool> isMeant)
    {
        for (IElement? current = element; current is not null; current = current.ParentElement)
        {
            if (isMeant(current))
            {
                return current;
            }
        }

        return null;
    }

    private static void Move(IElement note, List<IElement> blocks, Dictionary<IElement, int> homes, int to)
    {
        var list = note.ParentElement!;
        if (!note.HasAttribute("value") && list.LocalName == "ol")
        {
            var start = int.TryParse(list.GetAttribute("start"), out var number) ? number : 1;
            foreach (var (index, item) in list.Children.ToList().Index())
            {
                item.SetAttribute("value", (start + index).ToString(CultureInfo.InvariantCulture));
            }
        }

        if (blocks.LastOrDefault() is not { } notes || !notes.ClassList.Contains("moved-notes"))
        {
            notes = note.Owner!.CreateElement(list.LocalName == "ul" ? "ul" : "ol");
            notes.ClassList.Add("moved-notes");
            blocks.Add(notes);
            homes[notes] = to;
        }

        notes.AppendChild(note);
        if (list.FirstElementChild is null)
        {
            list.Remove();
        }
    }

    private static void Unlink(IElement link)
    {
        while (link.FirstChild is { } child)
        {
            link.Parent!.InsertBefore(child, link);
        }

        link.Remove();
    }
}
