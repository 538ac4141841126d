using System.Collections.Immutable;
using System.Text.RegularExpressions;
using GutCms.Core.Diff.Marking;
using GutCms.Web.Pages.Delivered;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Admin.Reviewing;

/// <summary>What further texts of a block are called, and where they lead.</summary>
internal static partial class DetailWords
{
    /// <summary>Names in the projection that have words of their own. Others are names that a site gave, and are read as words.</summary>
    public static ImmutableArray<string> Known { get; } = ["doi", "pmid", "url", "url.url", "url.text", "grade", "retracted", "disclaimer.kind", "picture.path", "picture.alt", "picture.decorative", "picture.caption", "picture.credit", "picture.license"];

    /// <summary>The name in words.</summary>
    public static string NameOf(IStringLocalizer<DeskText> desk, string name)
    {
        if (Known.Contains(name))
        {
            return desk["Field." + name];
        }

        var words = Inner().Replace(name.Split('.')[^1], match => " " + match.Value.ToLowerInvariant());
        return words.Length == 0 ? name : char.ToUpperInvariant(words[0]) + words[1..];
    }

    /// <summary>Where it leads; null: nowhere.</summary>
    public static string? LinkOf(MarkedDetail detail) => detail.Text is not { Length: > 0 } text ? null : detail.Name switch
    {
        "doi" => new ArticleReference { Doi = text }.DoiAddress,
        "pmid" => new ArticleReference { Pmid = text }.PmidAddress,
        "url" or "url.url" => new ArticleReference { Url = text }.SafeUrl,
        _ => null,
    };

    [GeneratedRegex("(?<=[a-z0-9])[A-Z]")]
    private static partial Regex Inner();
}
