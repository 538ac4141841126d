using System.Text.Json.Nodes;

namespace GutCms.Web.Pages.Delivered;

/// <summary>A source of an article.</summary>
internal sealed record ArticleReference
{
    /// <summary>The citation as it is printed.</summary>
    public string? Citation { get; init; }

    /// <summary>Digital object identifier, without a resolver's address.</summary>
    public string? Doi { get; init; }

    /// <summary>PubMed identifier.</summary>
    public string? Pmid { get; init; }

    /// <summary>Where the source can be read: an address, or an object with <c>url</c> and the <c>text</c> of the link.</summary>
    public JsonNode? Url { get; init; }

    /// <summary><c>high</c>, <c>moderate</c>, <c>low</c>, <c>very-low</c>; null when not graded.</summary>
    public string? Grade { get; init; }

    /// <summary>The source has been retracted.</summary>
    public bool Retracted { get; init; }

    /// <summary>Address at the DOI resolver; null without a DOI.</summary>
    public string? DoiAddress => string.IsNullOrWhiteSpace(Doi) ? null : $"https://doi.org/{Uri.EscapeDataString(Doi.Trim()).Replace("%2F", "/", StringComparison.Ordinal)}";

    /// <summary>Address at PubMed; null without a PMID.</summary>
    public string? PmidAddress => string.IsNullOrWhiteSpace(Pmid) ? null : $"https://pubmed.ncbi.nlm.nih.gov/{Uri.EscapeDataString(Pmid.Trim())}/";

    /// <summary>The link when it is one that a browser may follow; anything but http and https is dropped.</summary>
    public string? SafeUrl => Uri.TryCreate(Address, UriKind.Absolute, out var address) && (address.Scheme is "http" or "https") ? address.AbsoluteUri : null;

    /// <summary>Text of the link; null when it has none of its own.</summary>
    public string? LinkText => (Url as JsonObject)?["text"]?.GetValue<string>();

    private string? Address => (Url is JsonObject link ? link["url"] : Url)?.GetValue<string>();
}
