using System.Globalization;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using GutCms.Core.Content.Items;
using GutCms.Core.Documents.Model;

namespace GutCms.Core.Documents.Drafting;

/// <summary>A list of references as it stands at the end of a text, and the sources in it.</summary>
internal static partial class SourceList
{
    /// <summary>Whether a heading names such a list.</summary>
    public static bool IsHeading(string heading) => Heading().IsMatch(heading.Trim());

    /// <summary>The sources of the blocks below such a heading, with the element of each; null: they are not a list of sources.</summary>
    public static List<(IElement Element, SourceReference Source)>? Find(IReadOnlyList<IElement> blocks, List<DocumentLoss> losses)
    {
        var entries = new List<IElement>();
        foreach (var block in blocks.Where(Blocks.HasContent))
        {
            if (!Collect(block, entries))
            {
                return null;
            }
        }

        var texts = entries.ConvertAll(PlainText.Of);
        if (texts.Count == 0 || texts.Count(IsSource) * 2 < texts.Count)
        {
            return null;
        }

        var isNumbered = texts.Index().All(text => Label().Match(text.Item) is { Success: true } label && label.Groups["number"].Value == (text.Index + 1).ToString(CultureInfo.InvariantCulture));
        var sources = new List<(IElement, SourceReference)>();
        foreach (var (index, entry) in entries.Index())
        {
            var addresses = entry.QuerySelectorAll("a[href]").Select(link => link.GetAttribute("href")!.Trim()).Where(address => !address.StartsWith('#')).ToList();
            sources.Add((entry, Read(isNumbered ? Label().Replace(texts[index], "", 1) : texts[index], addresses, losses)));
        }

        return sources;
    }

    /// <summary>A source by its text: DOI, PubMed id and address are looked for in it and in its links.</summary>
    public static SourceReference Read(string citation, IReadOnlyList<string> addresses, List<DocumentLoss> losses)
    {
        var doi = addresses.Where(IsDoiAddress).Select(SourceIdentifiers.Doi).OfType<string>().FirstOrDefault() ?? Dois(citation).FirstOrDefault();
        var pmid = addresses.Where(IsPubMedAddress).Select(SourceIdentifiers.Pmid).OfType<string>().FirstOrDefault()
            ?? (PubMedId().Match(citation) is { Success: true } match ? SourceIdentifiers.Pmid(match.Groups["id"].Value) : null);
        List<string> others = [.. addresses.Concat(Address().Matches(citation).Select(found => found.Value.TrimEnd('.', ',', ';', ')')))
            .Where(address => !IsDoiAddress(address) && !IsPubMedAddress(address)).Select(SourceIdentifiers.Address).OfType<string>().Distinct(StringComparer.Ordinal)];
        foreach (var further in others.Skip(1).Where(address => !citation.Contains(address, StringComparison.Ordinal)))
        {
            losses.Add(DocumentLoss.Of("address", further, citation));
        }

        return new(citation, doi, pmid, others.FirstOrDefault());
    }

    private static IEnumerable<string> Dois(string text) => Doi().Matches(text).Select(found => SourceIdentifiers.Doi(found.Value)).OfType<string>();

    private static bool Collect(IElement block, List<IElement> entries)
    {
        switch (block.LocalName)
        {
            case "ol" or "ul":
                entries.AddRange(block.Children.Where(Blocks.HasContent));
                return block.Children.All(item => item.LocalName == "li");
            case "p":
                entries.Add(block);
                return true;
            case "div" or "section":
                return string.IsNullOrWhiteSpace(string.Concat(block.ChildNodes.OfType<IText>().Select(text => text.Data))) && block.Children.Length > 0
                    && block.Children.Where(Blocks.HasContent).All(child => Collect(child, entries));
            default:
                return false;
        }
    }

    private static bool IsSource(string text) => Year().IsMatch(text) || Doi().IsMatch(text) || PubMedId().IsMatch(text) || Address().IsMatch(text);

    private static bool IsDoiAddress(string address) => address.Contains("doi.org/", StringComparison.OrdinalIgnoreCase);

    private static bool IsPubMedAddress(string address) =>
        address.Contains("pubmed.ncbi.nlm.nih.gov/", StringComparison.OrdinalIgnoreCase) || address.Contains("ncbi.nlm.nih.gov/pubmed/", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"\A(?:\d+[.)]?\s*)?(?:references?|reference list|bibliography|works cited|literature(?: cited)?|sources|literatur(?:verzeichnis|hinweise)?|quellen(?:verzeichnis|angaben)?|einzelnachweise|referenzen)\s*:?\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Heading();

    [GeneratedRegex(@"\A\s*[\[(]?(?<number>\d{1,3})[\].)]*\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Label();

    [GeneratedRegex(@"10\.[0-9]{4,9}(?:\.[0-9]+)*/[^\s""<>]+", RegexOptions.CultureInvariant)]
    private static partial Regex Doi();

    [GeneratedRegex(@"(?:\bPMID\s*:?\s*|pubmed\.ncbi\.nlm\.nih\.gov/|ncbi\.nlm\.nih\.gov/pubmed/)(?<id>\d{1,9})\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PubMedId();

    [GeneratedRegex(@"https?://[^\s""<>]+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Address();

    [GeneratedRegex(@"\b(?:1[89]|20)\d{2}[a-z]?\b", RegexOptions.CultureInvariant)]
    private static partial Regex Year();
}
