using System.Globalization;
using System.Resources;

namespace GutCms.Core.Texts;

/// <summary>
/// What is to be said to a person: the name of a sentence and what it is about. Whoever decides names it; which language it is said in is for whoever shows it.
/// English is the language of the record: logs, the audit log, the command line.
/// </summary>
public sealed class Sentence : IEquatable<Sentence>
{
    private static readonly ResourceManager Core = new("GutCms.Core.Texts.Sentences", typeof(Sentence).Assembly);
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en");

    private readonly Func<CultureInfo, string> _say;

    /// <summary>A sentence of a resource file.</summary>
    /// <param name="source">The resources of the assembly that says it.</param>
    /// <param name="name">Its name there.</param>
    /// <param name="arguments">What it is about, in the order of the placeholders; a sentence among them is said in the same language. Null is said as nothing.</param>
    public Sentence(ResourceManager source, string name, params object?[] arguments)
    {
        Name = name;
        _say = culture => string.Format(
            culture, source.GetString(name, culture) ?? name, [.. arguments.Select(argument => argument is Sentence part ? part.In(culture) : argument)]);
    }

    private Sentence(string name, Func<CultureInfo, string> say) => (Name, _say) = (name, say);

    /// <summary>Its name in the resource file; empty: the words come from elsewhere, or it is put together of several.</summary>
    public string Name { get; }

    /// <summary>A sentence of this assembly: <c>Texts/Sentences.resx</c>.</summary>
    /// <param name="name">Its name there: for a rule that is not met the name of the rule, with a suffix when it can be missed in several ways.</param>
    /// <param name="arguments">What it is about, in the order of the placeholders.</param>
    internal static Sentence Of(string name, params object?[] arguments) => new(Core, name, arguments);

    /// <summary>Whether this assembly has a sentence of that name.</summary>
    internal static bool Has(string name) => Core.GetString(name, English) is not null;

    /// <summary>Words that are the same in every language, since they come from elsewhere: from a person, a parser, a database.</summary>
    public static Sentence Verbatim(string words) => new("", _ => words);

    /// <summary>A sentence as it was written down in several languages.</summary>
    /// <param name="words">The words by the name of the language; English among them.</param>
    public static Sentence WrittenDown(IReadOnlyDictionary<string, string> words) => new("", culture => words.TryGetValue(culture.TwoLetterISOLanguageName, out var said) ? said : words[English.Name]);

    /// <summary>Words that the record holds in English, said in the reader's language where this version knows them.</summary>
    public static Sentence Recorded(string words) => RecordedWords.NameOf(Core, words) is { } name ? Of(name) : Verbatim(words);

    /// <summary>Several, one after the other.</summary>
    /// <param name="separator">What stands between two.</param>
    /// <param name="parts">The parts.</param>
    public static Sentence Join(string separator, IEnumerable<Sentence> parts)
    {
        Sentence[] all = [.. parts];
        return new("", culture => string.Join(separator, all.Select(part => part.In(culture))));
    }

    /// <summary>It in a language; English where there is no such translation.</summary>
    public string In(CultureInfo culture) => _say(culture);

    /// <summary>It in the language of the request under way, or of whatever else runs.</summary>
    public string ToCurrent() => In(CultureInfo.CurrentUICulture);

    /// <summary>It in English.</summary>
    public override string ToString() => In(English);

    /// <inheritdoc/>
    public bool Equals(Sentence? other) => other is not null && Name == other.Name && ToString() == other.ToString();

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Sentence);

    /// <inheritdoc/>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);
}
