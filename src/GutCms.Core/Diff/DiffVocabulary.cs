using System.Collections.Frozen;
using System.Collections.Immutable;

namespace GutCms.Core.Diff;

/// <summary>The words that make a change loud. English by default; a site in another language replaces the sets it needs to.</summary>
public sealed record DiffVocabulary
{
    /// <summary>English, without names of drugs.</summary>
    public static DiffVocabulary English { get; } = new();

    /// <summary>Names of drugs, of one or more words; compared without case. Empty by default: the caller knows its field.</summary>
    public ImmutableArray<string> DrugNames { get; init; } = [];

    /// <summary>Words that deny, lower case. Beside these: whatever ends in <c>n't</c> and the prefix <c>non-</c>.</summary>
    public FrozenSet<string> Negations { get; init; } = Words(
        "no", "not", "never", "none", "nor", "neither", "nothing", "nobody", "without", "cannot", "unless", "except", "lack", "lacks", "avoid", "avoids",
        "contraindicated", "contraindication", "contraindications", "contraindicate", "contraindicates");

    /// <summary>Symbols and words that are units wherever they stand; symbols compared with case.</summary>
    public FrozenSet<string> Units { get; init; } = Words(
        "%", "‰", "°C", "°F", "mg", "mcg", "ug", "µg", "μg", "ng", "pg", "kg", "ml", "mL", "dl", "dL", "µl", "µL", "μl", "μL",
        "mmol", "µmol", "μmol", "nmol", "pmol", "mol", "mEq", "IU", "CFU", "cfu", "kcal", "kJ", "mmHg", "kPa", "ppm", "bpm", "mSv", "mV",
        "percent", "milligram", "milligrams", "microgram", "micrograms", "nanogram", "nanograms", "kilogram", "kilograms",
        "millilitre", "millilitres", "milliliter", "milliliters", "millimole", "millimoles", "micromole", "micromoles",
        "hourly", "daily", "nightly", "weekly", "fortnightly", "monthly", "yearly", "annually");

    /// <summary>Symbols and words that are units only behind a number, a slash or <c>per</c>; compared without case.</summary>
    public FrozenSet<string> UnitsAfterNumber { get; init; } = Words(
        "g", "l", "m", "s", "h", "d", "u", "cm", "mm", "nm", "hz", "min", "mins", "sec", "secs", "hr", "hrs", "wk", "wks", "mo", "yr", "yrs", "mg", "kg",
        "gram", "grams", "litre", "litres", "liter", "liters", "unit", "units", "drop", "drops", "tablet", "tablets", "capsule", "capsules", "dose", "doses",
        "puff", "puffs", "teaspoon", "teaspoons", "tablespoon", "tablespoons", "cup", "cups", "time", "times", "second", "seconds", "minute", "minutes",
        "hour", "hours", "day", "days", "week", "weeks", "month", "months", "year", "years", "fold");

    /// <summary>Numbers in words, lower case.</summary>
    public FrozenSet<string> NumberWords { get; init; } = Words(
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen",
        "sixteen", "seventeen", "eighteen", "nineteen", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
        "hundred", "thousand", "million", "billion", "once", "twice", "thrice", "half", "third", "quarter", "double", "triple");

    private static FrozenSet<string> Words(params string[] words) => words.ToFrozenSet(StringComparer.Ordinal);
}
