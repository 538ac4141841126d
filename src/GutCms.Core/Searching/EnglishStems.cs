namespace GutCms.Core.Searching;

/// <summary>Stems of English words: the Snowball algorithm for English (Porter 2), on folded words.</summary>
/// <remarks><see href="https://snowballstem.org/algorithms/english/stemmer.html"/></remarks>
internal sealed class EnglishStems() : Stemmer("en", "aeiouy")
{
    private static readonly string[] Beginnings = ["gener", "commun", "arsen"];
    private static readonly string[] Whole = ["sky", "news", "howe", "atlas", "cosmos", "bias", "andes"];
    private static readonly string[] WholeInStep1 = ["inning", "outing", "canning", "herring", "earring", "proceed", "exceed", "succeed"];

    private static readonly (string Word, string Stem)[] Exceptions =
    [
        ("skis", "ski"), ("skies", "sky"), ("dying", "die"), ("lying", "lie"), ("tying", "tie"), ("idly", "idl"), ("gently", "gentl"), ("ugly", "ugli"), ("early", "earli"), ("only", "onli"), ("singly", "singl"),
    ];

    private static readonly string[] Step1B = ["eed", "eedly", "ed", "edly", "ing", "ingly"];

    private static readonly (string Ending, string With)[] Step2 =
    [
        ("tional", "tion"), ("enci", "ence"), ("anci", "ance"), ("abli", "able"), ("entli", "ent"), ("izer", "ize"), ("ization", "ize"), ("ational", "ate"), ("ation", "ate"), ("ator", "ate"), ("alism", "al"),
        ("aliti", "al"), ("alli", "al"), ("fulness", "ful"), ("ousli", "ous"), ("ousness", "ous"), ("iveness", "ive"), ("iviti", "ive"), ("biliti", "ble"), ("bli", "ble"), ("ogi", "og"), ("fulli", "ful"),
        ("lessli", "less"), ("li", ""),
    ];

    private static readonly (string Ending, string With)[] Step3 =
    [
        ("tional", "tion"), ("ational", "ate"), ("alize", "al"), ("icate", "ic"), ("iciti", "ic"), ("ical", "ic"), ("ful", ""), ("ness", ""), ("ative", ""),
    ];

    private static readonly string[] Step4 = ["al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ism", "ate", "iti", "ous", "ive", "ize", "ion"];

    private static readonly string[] Endings2 = [.. Step2.Select(rule => rule.Ending)];
    private static readonly string[] Endings3 = [.. Step3.Select(rule => rule.Ending)];

    protected override void Cut(ref Stem stem)
    {
        if (IsAmong(Whole, stem) || Exchange(ref stem))
        {
            return;
        }

        for (var i = 0; i < stem.Length; i++)
        {
            if (stem[i] == 'y' && (i == 0 || stem.IsVowel(i - 1)))
            {
                stem[i] = 'Y';
            }
        }

        stem.R1 = stem.RegionFrom(0);
        foreach (var beginning in Beginnings)
        {
            stem.R1 = stem.Word.StartsWith(beginning) ? beginning.Length : stem.R1;
        }

        stem.R2 = stem.RegionFrom(stem.R1);
        CutPlural(ref stem);
        if (IsAmong(WholeInStep1, stem))
        {
            return;
        }

        CutPast(ref stem);
        TurnY(ref stem);
        Exchange(ref stem, Endings2, Step2);
        Exchange(ref stem, Endings3, Step3);
        CutLast(ref stem);
        CutE(ref stem);
    }

    private static bool IsAmong(string[] words, in Stem stem)
    {
        foreach (var word in words)
        {
            if (stem.Word.SequenceEqual(word))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Exchange(ref Stem stem)
    {
        foreach (var (word, with) in Exceptions)
        {
            if (stem.Word.SequenceEqual(word))
            {
                stem.Replace(stem.Length, with);
                return true;
            }
        }

        return false;
    }

    private static void CutPlural(ref Stem stem)
    {
        if (stem.EndsWith("sses"))
        {
            stem.Replace(2, "");
        }
        else if (stem.EndsWith("ied") || stem.EndsWith("ies"))
        {
            stem.Replace(stem.Length > 4 ? 2 : 1, "");
        }
        else if (stem.EndsWith("s") && !stem.EndsWith("us") && !stem.EndsWith("ss") && stem.HasVowelBefore(Math.Max(stem.Length - 2, 0)))
        {
            stem.Replace(1, "");
        }
    }

    private static void CutPast(ref Stem stem)
    {
        if (stem.EndingOf(Step1B) is not { } ending)
        {
            return;
        }

        if (ending is "eed" or "eedly")
        {
            if (stem.Length - ending.Length >= stem.R1)
            {
                stem.Replace(ending.Length, "ee");
            }

            return;
        }

        if (!stem.HasVowelBefore(stem.Length - ending.Length))
        {
            return;
        }

        stem.Replace(ending.Length, "");
        if (stem.EndsWith("at") || stem.EndsWith("bl") || stem.EndsWith("iz"))
        {
            stem.Replace(0, "e");
        }
        else if (stem.Length >= 2 && stem[stem.Length - 1] == stem[stem.Length - 2] && stem[stem.Length - 1] is 'b' or 'd' or 'f' or 'g' or 'm' or 'n' or 'p' or 'r' or 't')
        {
            stem.Replace(1, "");
        }
        else if (stem.R1 >= stem.Length && EndsShort(stem, stem.Length))
        {
            stem.Replace(0, "e");
        }
    }

    /// <summary>Whether the word, up to a place, ends in a short syllable.</summary>
    private static bool EndsShort(in Stem stem, int end) => end switch
    {
        < 2 => false,
        2 => stem.IsVowel(0) && !stem.IsVowel(1),
        _ => !stem.IsVowel(end - 3) && stem.IsVowel(end - 2) && !stem.IsVowel(end - 1) && stem[end - 1] is not ('w' or 'x' or 'Y'),
    };

    private static void TurnY(ref Stem stem)
    {
        if (stem.Length > 2 && stem[stem.Length - 1] is 'y' or 'Y' && !stem.IsVowel(stem.Length - 2))
        {
            stem[stem.Length - 1] = 'i';
        }
    }

    private static void Exchange(ref Stem stem, string[] endings, (string Ending, string With)[] rules)
    {
        if (stem.EndingOf(endings) is not { } ending || stem.Length - ending.Length < stem.R1)
        {
            return;
        }

        var before = stem.Length > ending.Length ? stem[stem.Length - ending.Length - 1] : ' ';
        var applies = ending switch
        {
            "ogi" => before == 'l',
            "li" => "cdeghkmnrt".Contains(before, StringComparison.Ordinal),
            "ative" => stem.Length - ending.Length >= stem.R2,
            _ => true,
        };
        if (applies)
        {
            stem.Replace(ending.Length, rules[Array.IndexOf(endings, ending)].With);
        }
    }

    private static void CutLast(ref Stem stem)
    {
        if (stem.EndingOf(Step4) is { } ending && stem.Length - ending.Length >= stem.R2
            && (ending is not "ion" || (stem.Length > 3 && stem[stem.Length - 4] is 's' or 't')))
        {
            stem.Replace(ending.Length, "");
        }
    }

    private static void CutE(ref Stem stem)
    {
        var last = stem.Length - 1;
        var cuts = stem[last] switch
        {
            'e' => last >= stem.R2 || (last >= stem.R1 && !EndsShort(stem, last)),
            'l' => last >= stem.R2 && last > 0 && stem[last - 1] == 'l',
            _ => false,
        };
        if (cuts)
        {
            stem.Replace(1, "");
        }
    }
}
