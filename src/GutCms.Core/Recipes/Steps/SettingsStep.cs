using System.Text.Json;
using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Content.Items;
using GutCms.Core.Json;
using GutCms.Core.Recipes.Reading;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Core.Texts;

namespace GutCms.Core.Recipes.Steps;

/// <summary>Step <c>Settings</c>: each property is a setting of the site; settings that the step does not name stay as they are.</summary>
/// <remarks>
/// Site document of kind <c>settings</c>, name <c>site</c>. The scalars are Orchard Core's; every other name is a settings class and holds an object.
/// </remarks>
public sealed class SettingsStep : IRecipeStepHandler
{
    private const string SupportedLanguages = "SupportedCultures";

    private static readonly Dictionary<string, JsonValueKind> Scalars = new(StringComparer.Ordinal)
    {
        ["BaseUrl"] = JsonValueKind.String,
        ["Calendar"] = JsonValueKind.String,
        ["CdnBaseUrl"] = JsonValueKind.String,
        ["PageTitleFormat"] = JsonValueKind.String,
        ["SiteName"] = JsonValueKind.String,
        ["SiteSalt"] = JsonValueKind.String,
        ["SuperUser"] = JsonValueKind.String,
        ["TimeZoneId"] = JsonValueKind.String,
        ["CacheMode"] = JsonValueKind.Number,
        ["MaxPagedCount"] = JsonValueKind.Number,
        ["MaxPageSize"] = JsonValueKind.Number,
        ["PageSize"] = JsonValueKind.Number,
        ["ResourceDebugMode"] = JsonValueKind.Number,
        ["AppendVersion"] = JsonValueKind.True,
        ["UseCdn"] = JsonValueKind.True,
    };

    /// <inheritdoc/>
    public string Name => "Settings";

    /// <inheritdoc/>
    public string Permission => Permissions.ManageSettings;

    /// <inheritdoc/>
    public string? AuditAction => AuditActions.SettingsChange;

    /// <inheritdoc/>
    public bool ChangesTexts => true;

    /// <inheritdoc/>
    public ValueTask CheckAsync(RecipeStep step, RecipeContext context, CancellationToken cancellationToken)
    {
        foreach (var (name, value) in step.Properties)
        {
            var path = RecipeJson.Member("", name);
            if (Scalars.TryGetValue(name, out var kind))
            {
                if (value is not null && !Fits(value.GetValueKind(), kind))
                {
                    context.Fault(step, path, Sentence.Of("Recipe.Setting", name, Describe(kind), RecipeJson.KindOf(value)));
                }
            }
            else if (value is not JsonObject)
            {
                context.Fault(step, path, Sentence.Of("Recipe.SettingScalar", name, RecipeJson.KindOf(value), Suggestion.For(name, Scalars.Keys)));
            }
        }

        CheckLanguages(step, context);

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public async ValueTask ExecuteAsync(RecipeStep step, RecipeContext context, CancellationToken cancellationToken)
    {
        var settings = (await context.Work.GetDocumentAsync(SiteDocuments.Settings, SiteDocuments.Site, cancellationToken))?.DeepClone().AsObject() ?? [];
        var changed = false;
        foreach (var (name, value) in step.Properties)
        {
            var exists = settings.TryGetPropertyValue(name, out var stored);
            var outcome = !exists ? RecipeOutcome.Created : JsonNode.DeepEquals(stored, value) ? RecipeOutcome.Unchanged : RecipeOutcome.Updated;
            context.Report(new(outcome, "setting", name));
            if (outcome != RecipeOutcome.Unchanged)
            {
                settings[name] = value?.DeepClone();
                changed = true;
            }
        }

        if (changed)
        {
            await context.Work.SaveDocumentAsync(SiteDocuments.Settings, SiteDocuments.Site, settings, cancellationToken);
        }
    }

    /// <summary>The language of texts that do not name theirs, and those to choose from, are named as the texts' own are.</summary>
    private static void CheckLanguages(RecipeStep step, RecipeContext context)
    {
        if (step.Properties.Object(ItemMeaning.LanguageSettings) is not { } settings)
        {
            return;
        }

        var path = RecipeJson.Member("", ItemMeaning.LanguageSettings);
        if (settings.Text(ItemMeaning.DefaultLanguageSetting) is { } language)
        {
            context.Items[ItemMeaning.DefaultLanguageSetting] = language;
        }

        Check(settings[ItemMeaning.DefaultLanguageSetting], RecipeJson.Member(path, ItemMeaning.DefaultLanguageSetting));
        if (settings[SupportedLanguages] is JsonArray supported)
        {
            for (var i = 0; i < supported.Count; i++)
            {
                Check(supported[i], $"{RecipeJson.Member(path, SupportedLanguages)}[{i}]");
            }
        }

        void Check(JsonNode? language, string at)
        {
            if (language is not null && language.GetValueKind() != JsonValueKind.String)
            {
                context.Fault(step, at, Sentence.Of("Recipe.Setting", at.Split('.')[^1], Describe(JsonValueKind.String), RecipeJson.KindOf(language)));
            }
            else if (language.AsText() is { Length: > 0 } tag && !LanguageTags.IsWellFormed(tag))
            {
                context.Fault(step, at, Sentence.Of("Content.Language", tag));
            }
        }
    }

    private static bool Fits(JsonValueKind actual, JsonValueKind expected) => actual == expected || (expected == JsonValueKind.True && actual == JsonValueKind.False);

    private static Sentence Describe(JsonValueKind kind) => kind switch
    {
        JsonValueKind.String => Sentence.Of("Kind.Text"),
        JsonValueKind.Number => Sentence.Of("Kind.Number"),
        _ => Sentence.Of("Kind.Flag"),
    };
}
