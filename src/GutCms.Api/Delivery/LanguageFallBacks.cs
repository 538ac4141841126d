using System.Text.Json;
using GutCms.Api.Http;
using GutCms.Api.Texts;
using GutCms.Core.Content.Items;
using GutCms.Core.Delivery;
using GutCms.Core.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace GutCms.Api.Delivery;

/// <summary>Finds the document in the language that a reader asks for, or in one that stands in for it.</summary>
public sealed class LanguageFallBacks
{
    private readonly IDeliveryReader _reader;
    private readonly IOptionsMonitor<LanguageOptions> _options;

    internal LanguageFallBacks(IDeliveryReader reader, IOptionsMonitor<LanguageOptions> options) => (_reader, _options) = (reader, options);

    /// <summary>Name of the query parameter.</summary>
    internal const string Parameter = "lang";

    /// <summary>Header of an answer in another language than was asked for: the one that was.</summary>
    internal const string Header = "X-GutCms-Fallback";

    /// <summary>Whether a request asks for a language.</summary>
    internal static bool IsAsked(HttpRequest request) => request.QueryString.HasValue && request.Query.ContainsKey(Parameter);

    /// <summary>The language that a query asks for; null: none. What is wrong with it is added to <paramref name="errors"/>.</summary>
    internal static string? Read(IQueryCollection query, Dictionary<string, string> errors)
    {
        if (QueryParameters.Single(query, Parameter, errors) is not { } language)
        {
            return null;
        }

        if (LanguageTags.IsWellFormed(language))
        {
            return language;
        }

        errors[Parameter] = ApiText.Say("LanguageTag");
        return null;
    }

    /// <summary>The document of the same text in a language, or in one that stands in for it; null: it is in none of them. It has the keys of both documents: a cache forgets the answer when either changes.</summary>
    /// <param name="document">The document at the address that is asked for.</param>
    /// <param name="language">The language.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<LanguageAnswer?> FindAsync(DeliveredDocument document, string language, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(language);
        using var json = JsonDocument.Parse(document.Identity);
        var own = LanguageOf(json.RootElement);
        List<(string Language, string Id, bool IsDefault)> all = json.RootElement.TryGetProperty("translations"u8, out var translations)
            ? [.. translations.EnumerateArray().Select(each => (each.GetProperty("language").GetString()!, each.GetProperty("id").GetString()!, each.GetProperty("default").GetBoolean()))]
            : [(own, document.ContentItemId, false)];
        foreach (var (candidate, id, _) in Candidates(language, own, all))
        {
            var found = id == document.ContentItemId ? document : await _reader.FindAllAsync([id], cancellationToken) is [var first, ..] ? first : null;
            if (found is not null)
            {
                var keys = string.Join(' ', found.SurrogateKeys.Split(' ').Concat(document.SurrogateKeys.Split(' ')).Distinct(StringComparer.Ordinal));
                return new(found with { SurrogateKeys = keys }, candidate, !candidate.Equals(language, StringComparison.OrdinalIgnoreCase));
            }
        }

        return null;
    }

    private IEnumerable<(string Language, string Id, bool IsDefault)> Candidates(string language, string own, List<(string Language, string Id, bool IsDefault)> all)
    {
        var set = _options.CurrentValue.Find(language);
        var chain = set ?? [.. Shorter(language)];
        var named = chain.SelectMany(tag => all.Where(each => each.Language.Equals(tag, StringComparison.OrdinalIgnoreCase)));
        return set is not null ? named : named.Concat(all.Where(each => each.IsDefault)).Concat(all.Where(each => each.Language == own));
    }

    /// <summary>A tag and what is left of it when its last part goes, again and again (RFC 4647 §3.4).</summary>
    private static IEnumerable<string> Shorter(string language)
    {
        for (var end = language.Length; end > 0; end = language.LastIndexOf('-', end - 1))
        {
            yield return language[..end];
        }
    }

    /// <summary>The language of a document: of an article or an item that of its text, of a series its own.</summary>
    private static string LanguageOf(JsonElement document) =>
        (document.TryGetProperty("content"u8, out var content) && content.TryGetProperty("language"u8, out var language)) || document.TryGetProperty("language"u8, out language) ? language.GetString() ?? "" : "";
}

/// <summary>A document in the language that was asked for, or in another.</summary>
/// <param name="Document">The document, exactly as its own address answers it.</param>
/// <param name="Language">Its language.</param>
/// <param name="IsFallBack">It is another than was asked for.</param>
public sealed record LanguageAnswer(DeliveredDocument Document, string Language, bool IsFallBack);
