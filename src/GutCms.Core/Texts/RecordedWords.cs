using System.Collections;
using System.Collections.Frozen;
using System.Globalization;
using System.Resources;

namespace GutCms.Core.Texts;

/// <summary>Finds the name of words that are stored in English: reasons why a decision counts no more, what a signature means, kinds of things in a report.</summary>
internal static class RecordedWords
{
    /// <summary>What the names of such words begin with.</summary>
    public const string Prefix = "Recorded.";

    private static FrozenDictionary<string, string>? _names;

    /// <summary>The name; null: the words are not known, since another version or a person wrote them.</summary>
    public static string? NameOf(ResourceManager source, string words) => (_names ??= Read(source)).GetValueOrDefault(words);

    private static FrozenDictionary<string, string> Read(ResourceManager source) =>
        source.GetResourceSet(CultureInfo.InvariantCulture, createIfNotExists: true, tryParents: false)!.Cast<DictionaryEntry>()
            .Where(entry => ((string)entry.Key).StartsWith(Prefix, StringComparison.Ordinal))
            .ToFrozenDictionary(entry => (string)entry.Value!, entry => (string)entry.Key, StringComparer.Ordinal);
}
