using System.Globalization;
using System.Text;

namespace GutCms.Core.Content.Items;

/// <summary>Gives each block of a list an id: the slug of its heading, made unique by a suffix.</summary>
/// <param name="isTaken">Whether a place within the texts is called so.</param>
internal sealed class BlockIds(Func<string, bool> isTaken)
{
    private const int MaxLength = 100;
    private readonly HashSet<string> _given = new(StringComparer.Ordinal);

    /// <summary>The next block's id: lower-case letters, digits and single hyphens. A block without a heading takes its kind.</summary>
    public string Next(string heading, string kind)
    {
        var slug = Slug(heading) is { Length: > 0 } own ? own : Slug(kind);
        var id = slug;
        for (var suffix = 2; isTaken(id) || !_given.Add(id); suffix++)
        {
            id = string.Create(CultureInfo.InvariantCulture, $"{slug}-{suffix}");
        }

        return id;
    }

    /// <summary>Lower-case letters and digits of any script, without accents, words joined by single hyphens. Empty when there are none.</summary>
    internal static string Slug(string text)
    {
        var slug = new StringBuilder(text.Length);
        foreach (var rune in text.Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            if (slug.Length >= MaxLength)
            {
                break;
            }

            if (Rune.IsLetterOrDigit(rune))
            {
                slug.Append(Rune.ToLowerInvariant(rune));
            }
            else if (Rune.GetUnicodeCategory(rune) != UnicodeCategory.NonSpacingMark
                && !IsApostrophe(rune) && slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }
        }

        return slug.ToString().TrimEnd('-');
    }

    private static bool IsApostrophe(Rune rune) => rune.Value is '\'' or '\u2019';
}
