using System.ComponentModel.DataAnnotations;
using GutCms.Core.Content.Items;

namespace GutCms.Api.Delivery;

/// <summary>Which languages stand in for another. Section <c>GutCms:Languages</c>.</summary>
public sealed class LanguageOptions : IValidatableObject
{
    private const int MostLanguages = 10;

    /// <summary>Chains of 1 to 10 language tags that are separated by commas: a language that is asked for, then those that stand in for it, in their order. One with the first alone has none.</summary>
    /// <remarks>A language without a chain of its own goes by its shorter tags, the language of the site, and then whatever language the text is in.</remarks>
    public string[] FallBacks { get; set; } = [];

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        for (var index = 0; index < FallBacks.Length; index++)
        {
            var chain = ChainOf(FallBacks[index]);
            // An entry without a value is none, as elsewhere in the configuration.
            if (chain.Length > MostLanguages || !chain.All(LanguageTags.IsWellFormed))
            {
                yield return new ValidationResult($"GutCms:Languages:FallBacks:{index} is '{FallBacks[index]}': give it 1 to {MostLanguages} language tags, separated by commas, such as de-AT, de, en.");
            }
        }
    }

    /// <summary>The chain of a language, itself first; null: none is set.</summary>
    internal string[]? Find(string language) => FallBacks.Select(ChainOf).FirstOrDefault(chain => chain.Length > 0 && chain[0].Equals(language, StringComparison.OrdinalIgnoreCase));

    private static string[] ChainOf(string chain) => chain.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
