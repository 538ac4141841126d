using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Content.Items;
using GutCms.Core.Json;
using GutCms.Core.Texts;

namespace GutCms.Core.Content.Checking;

/// <summary>Rules of known parts beyond the JSON types of their members.</summary>
internal static partial class PartRules
{
    // Orchard Core's limits.
    private const int MaxPathLength = 1024;
    private const int MaxAliasLength = 735;

    public static void Check(ContentTypePartDefinition use, JsonObject part, string path, ContentFaults faults)
    {
        switch (use.PartName)
        {
            case "TitlePart" when TitleRequired(use) && string.IsNullOrWhiteSpace(part.Text("Title")):
                faults.AddMissing($"{path}.Title", Sentence.Of("Content.TitleRequired"));
                break;
            case ItemMeaning.AddressPart when part.Text(ItemMeaning.AddressMember) is { Length: > 0 } route && !IsPath(route):
                faults.Add($"{path}.Path", Sentence.Of("Content.Path"));
                break;
            case ItemMeaning.LanguagePart when part.Text(ItemMeaning.LanguageMember) is { Length: > 0 } culture && !LanguageTags.IsWellFormed(culture):
                faults.AddBrokenForm($"{path}.{ItemMeaning.LanguageMember}", Sentence.Of("Content.Language", culture));
                break;
            case ItemMeaning.Disclaimer when part.Object(ItemMeaning.LanguageField).Text("Text") is { Length: > 0 } language && !LanguageTags.IsWellFormed(language):
                faults.AddBrokenForm($"{path}.{ItemMeaning.LanguageField}.Text", Sentence.Of("Content.Language", language));
                break;
            case ItemMeaning.SourcePart:
                foreach (var (at, why) in ContentNormalizer.FaultsOf(part))
                {
                    faults.AddBrokenForm(path + at, why);
                }

                break;
            case ItemMeaning.FigurePart:
                CheckFigure(part, path, faults);
                break;
            case "AliasPart" when part.Text("Alias") is { Length: > MaxAliasLength }:
                faults.Add($"{path}.Alias", Sentence.Of("Content.Alias", MaxAliasLength));
                break;
        }
    }

    /// <summary>What is seen has to be told to those who do not see it, or said to tell nothing.</summary>
    private static void CheckFigure(JsonObject part, string path, ContentFaults faults)
    {
        var picture = part.Object(ItemMeaning.PictureField);
        var alt = picture.Array(ItemMeaning.MediaTexts)?.FirstOrDefault().AsText();
        var isDecorative = part.Object(ItemMeaning.DecorativeField).Flag("Value");
        var at = $"{path}.{ItemMeaning.PictureField}";
        if (picture.Texts(ItemMeaning.MediaPaths).All(string.IsNullOrWhiteSpace))
        {
            if (new[] { ItemMeaning.CaptionField, ItemMeaning.CreditField, ItemMeaning.LicenseField }.Any(name => !string.IsNullOrWhiteSpace(part.Object(name).Text("Text"))))
            {
                faults.AddMissing($"{at}.{ItemMeaning.MediaPaths}", Sentence.Of("Content.NoPictureYet"));
            }
        }
        else if (isDecorative && !string.IsNullOrWhiteSpace(alt))
        {
            faults.Add($"{at}.{ItemMeaning.MediaTexts}", Sentence.Of("Media.AltOrDecorative"));
        }
        else if (!isDecorative && string.IsNullOrWhiteSpace(alt))
        {
            faults.AddMissing($"{at}.{ItemMeaning.MediaTexts}", Sentence.Of("Content.NoAlt"));
        }
    }

    private static bool IsPath(string route) =>
        route.Length <= MaxPathLength && PathForm().IsMatch(route) && !route.Split('/').Any(segment => segment is "." or "..");

    // An enum of Orchard Core, written as text or as a number.
    private static bool TitleRequired(ContentTypePartDefinition use) => use.Settings.Object("TitlePartSettings")?["Options"] is JsonValue options
        && ((options.TryGetValue<string>(out var text) && text == "EditableRequired") || (options.TryGetValue<int>(out var number) && number == 3));

    [GeneratedRegex(@"^[\p{Ll}\p{Lo}\p{Nd}._~-]+(/[\p{Ll}\p{Lo}\p{Nd}._~-]+)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex PathForm();
}
