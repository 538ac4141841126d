namespace GutCms.Core.Searching;

/// <summary>Stems of German words: the Snowball algorithm for German, on folded words.</summary>
/// <remarks><see href="https://snowballstem.org/algorithms/german/stemmer.html"/></remarks>
internal sealed class GermanStems() : Stemmer("de", "aeiouy")
{
    private const string SEndings = "bdfghklmnrt";
    private const string StEndings = "bdfghklmnt";

    private static readonly string[] First = ["em", "ern", "er", "e", "en", "es", "s"];
    private static readonly string[] Second = ["en", "er", "est", "st"];
    private static readonly string[] Third = ["end", "ung", "ig", "ik", "isch", "lich", "heit", "keit"];

    protected override void Cut(ref Stem stem)
    {
        for (var i = 1; i < stem.Length - 1; i++)
        {
            if (stem[i] is 'u' or 'y' && stem.IsVowel(i - 1) && stem.IsVowel(i + 1))
            {
                stem[i] = char.ToUpperInvariant(stem[i]);
            }
        }

        stem.R1 = stem.RegionFrom(0);
        stem.R2 = stem.RegionFrom(stem.R1);
        stem.R1 = Math.Max(stem.R1, 3);
        CutFirst(ref stem);
        CutSecond(ref stem);
        CutThird(ref stem);
    }

    private static bool IsIn(int region, in Stem stem, int count) => stem.Length - count >= region;

    private static void CutFirst(ref Stem stem)
    {
        if (stem.EndingOf(First) is not { } ending || !IsIn(stem.R1, stem, ending.Length))
        {
            return;
        }

        if (ending is "s")
        {
            if (stem.Length > 1 && SEndings.Contains(stem[stem.Length - 2], StringComparison.Ordinal))
            {
                stem.Replace(1, "");
            }

            return;
        }

        stem.Replace(ending.Length, "");
        if (ending is "e" or "en" or "es" && stem.EndsWith("niss"))
        {
            stem.Replace(1, "");
        }
    }

    private static void CutSecond(ref Stem stem)
    {
        if (stem.EndingOf(Second) is not { } ending || !IsIn(stem.R1, stem, ending.Length))
        {
            return;
        }

        if (ending is not "st" || (stem.Length >= 6 && StEndings.Contains(stem[stem.Length - 3], StringComparison.Ordinal)))
        {
            stem.Replace(ending.Length, "");
        }
    }

    private static void CutThird(ref Stem stem)
    {
        if (stem.EndingOf(Third) is not { } ending || !IsIn(stem.R2, stem, ending.Length))
        {
            return;
        }

        var before = stem.Length - ending.Length - 1;
        if (ending is "ig" or "ik" or "isch")
        {
            if (before < 0 || stem[before] != 'e')
            {
                stem.Replace(ending.Length, "");
            }

            return;
        }

        stem.Replace(ending.Length, "");
        switch (ending)
        {
            case "end" or "ung" when stem.EndsWith("ig") && IsIn(stem.R2, stem, 2) && (stem.Length < 3 || stem[stem.Length - 3] != 'e'):
                stem.Replace(2, "");
                break;
            case "lich" or "heit" when (stem.EndsWith("er") || stem.EndsWith("en")) && IsIn(stem.R1, stem, 2):
                stem.Replace(2, "");
                break;
            case "keit" when stem.EndsWith("lich") && IsIn(stem.R2, stem, 4):
                stem.Replace(4, "");
                break;
            case "keit" when stem.EndsWith("ig") && IsIn(stem.R2, stem, 2):
                stem.Replace(2, "");
                break;
        }
    }
}
