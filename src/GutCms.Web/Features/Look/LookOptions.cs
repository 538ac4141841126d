using System.ComponentModel.DataAnnotations;

namespace GutCms.Web.Features.Look;

/// <summary>Section <c>GutCms:Look</c>: how the site's own pages are called and look.</summary>
internal sealed class LookOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "GutCms:Look";

    /// <summary>Name of the site in header, titles and admin: 1 to 60 characters.</summary>
    [StringLength(60, MinimumLength = 1)]
    public string Name { get; set; } = "GutCms";

    /// <summary>What the site is about, above its list of articles: at most 300 characters. Empty: a sentence of the program.</summary>
    [StringLength(300)]
    public string Description { get; set; } = "";

    /// <summary>Address of the logo: a path of this address with a leading slash, at most 300 characters. Empty: the program's own. It is shown 32 pixels high, and carries no words: the name stands beside it.</summary>
    [RegularExpression("^(/[^/\\s][^\\s]*)?$")]
    [StringLength(300)]
    public string Logo { get; set; } = "";

    /// <summary>Colour of links and buttons as <c>#rrggbb</c>; made darker or lighter where it would be hard to read. Empty: the program's own.</summary>
    [RegularExpression("^(#[0-9A-Fa-f]{6})?$")]
    public string Colour { get; set; } = "";

    /// <summary>Sentence in the footer: at most 300 characters. Empty: a sentence of the program.</summary>
    [StringLength(300)]
    public string FooterNote { get; set; } = "";

    /// <summary>Links in the footer: <c>Imprint = /imprint; Privacy = https://site.example/privacy</c>, at most 600 characters. Addresses are http, https, mailto or a path.</summary>
    [RegularExpression("^\\s*([^=;]{1,60}=\\s*(https?://[^\\s;]+|mailto:[^\\s;]+|/[^\\s;]*)\\s*(;\\s*[^=;]{1,60}=\\s*(https?://[^\\s;]+|mailto:[^\\s;]+|/[^\\s;]*)\\s*)*)?;?\\s*$")]
    [StringLength(600)]
    public string FooterLinks { get; set; } = "";
}
