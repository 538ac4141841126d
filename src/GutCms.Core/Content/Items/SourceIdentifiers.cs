using System.Text.RegularExpressions;

namespace GutCms.Core.Content.Items;

/// <summary>Identifiers and addresses of sources: as people write them, and as they are kept and linked.</summary>
public static partial class SourceIdentifiers
{
    private const int MaxDoiLength = 2048;

    /// <summary>A DOI without label, resolver and the full stop of a sentence: <c>doi:10.5555/abc.</c> becomes <c>10.5555/abc</c>.</summary>
    /// <param name="text">As written.</param>
    /// <returns>Null: it is none.</returns>
    public static string? Doi(string text)
    {
        var written = text.Trim();
        var doi = BeforeDoi().Replace(written, "");
        if (written.Contains("://", StringComparison.Ordinal) && doi.Length < written.Length)
        {
            doi = Uri.UnescapeDataString(doi);
        }

        // What ends a sentence, or closes a bracket that was opened before it, is not a part of it.
        while (doi.Length > 0 && (doi[^1] is '.' or ',' or ';' || (doi[^1] == ')' && !doi.Contains('('))))
        {
            doi = doi[..^1];
        }

        return doi.Length <= MaxDoiLength && DoiForm().IsMatch(doi) ? doi : null;
    }

    /// <summary>A PubMed id as digits, without label, address and leading zeros.</summary>
    /// <param name="text">As written.</param>
    /// <returns>Null: it is none.</returns>
    public static string? Pmid(string text) => PmidForm().Match(text.Trim()) is { Success: true } match ? match.Groups["id"].Value : null;

    /// <summary>The address of a source with its scheme, http or https: what begins with the name of a host gets https.</summary>
    /// <param name="text">As written.</param>
    /// <returns>Null: it is no address that a reader could follow.</returns>
    public static string? Address(string text)
    {
        var written = text.Trim();
        var address = written.StartsWith("//", StringComparison.Ordinal) ? "https:" + written : HostForm().IsMatch(written) ? "https://" + written : written;
        return !address.Any(character => char.IsWhiteSpace(character) || char.IsControl(character) || character == '\\')
            && Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri.Host.Length > 0 && uri.UserInfo.Length == 0
            ? address
            : null;
    }

    [GeneratedRegex(@"\A(?:(?:https?://)?(?:dx\.|www\.)?doi\.org/|doi\s*:?\s*(?=10\.|https?:))+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex BeforeDoi();

    [GeneratedRegex(@"\A10\.[0-9]{4,9}(?:\.[0-9]+)*/[^\s\p{C}]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex DoiForm();

    [GeneratedRegex(@"\A(?:(?:https?://)?(?:www\.)?(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed)/|pmid\s*:?\s*)?0*(?<id>[1-9][0-9]{0,8})/?\.?\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PmidForm();

    [GeneratedRegex(@"\A(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,63}(?::[0-9]{1,5})?(?:[/?#].*)?\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex HostForm();
}
