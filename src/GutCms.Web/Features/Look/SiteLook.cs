using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace GutCms.Web.Features.Look;

/// <summary>How the site's own pages look, as it is set now.</summary>
internal sealed class SiteLook(IOptionsMonitor<LookOptions> options)
{
    private LookOptions Now => options.CurrentValue;

    /// <summary>What is set, another instance for whatever is set otherwise: costs nothing to compare.</summary>
    public object Settings => Now;

    /// <summary>Name of the site.</summary>
    public string Name => Now.Name;

    /// <summary>What it is about; null: nothing is set.</summary>
    public string? Description => Given(Now.Description);

    /// <summary>Path of the logo; null: none is set.</summary>
    public string? Logo => Given(Now.Logo);

    /// <summary>Sentence in the footer; null: none is set.</summary>
    public string? FooterNote => Given(Now.FooterNote);

    /// <summary>Links in the footer, in order.</summary>
    public IReadOnlyList<(string Text, string Address)> FooterLinks =>
    [
        .. Now.FooterLinks.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(link => link.Split('=', 2, StringSplitOptions.TrimEntries)).Where(link => link is [{ Length: > 0 }, { Length: > 0 }]).Select(link => (link[0], link[1])),
    ];

    /// <summary>Path of the style sheet with the own colour; null: none is set.</summary>
    public string? StyleSheet => Colour.Parse(Now.Colour) is null ? null : "/look.css?v=" + Revision;

    /// <summary>Text of the style sheet; empty: no colour is set.</summary>
    public string Css => Colour.Parse(Now.Colour) is { } colour ? Sheet(colour) : "";

    /// <summary>Another one for whatever is set otherwise; 16 hexadecimal digits.</summary>
    public string Revision => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', Now.Name, Now.Description, Now.Logo, Now.Colour, Now.FooterNote, Now.FooterLinks))))[..16];

    private static string Sheet(Colour colour)
    {
        var (onLight, onDark) = (colour.ReadableOn(Colour.LightPaper), colour.ReadableOn(Colour.DarkPaper));
        return $$"""
            :root { --accent: {{onLight}}; --accent-strong: {{onLight.Toward(Colour.Black, 0.3)}}; --on-accent: #ffffff; }
            .mark-ground { fill: {{onLight}}; }
            @media (prefers-color-scheme: dark) {
              :root { --accent: {{onDark}}; --accent-strong: {{onDark.Toward(Colour.White, 0.3)}}; --on-accent: #000000; }
            }

            """;
    }

    private static string? Given(string text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
