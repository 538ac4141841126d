namespace GutCms.Core.Tests.Recipes;

/// <summary>Recipes with one fault each: what it is, the recipe, and the step, path and words by which it has to be named.</summary>
internal static class MalformedRecipes
{
    private const string A = RecipeTexts.Article;

    public static TheoryData<string, string, int?, string, string> All => new()
    {
        // The file.
        { "an array", "[]", null, "$", "A recipe is a JSON object" },
        { "nothing", "", null, "$", "Not JSON at line 1, column 1" },
        { "broken JSON", "{ \"name\": \"x\",\n  \"steps\": [ } ] }", null, "$", "Not JSON at line 2, column 14" },
        { "unfinished", "{ \"name\": \"x\", \"steps\": [", null, "$", "Not JSON" },
        { "text after the end", "{ \"name\": \"x\", \"steps\": [] } x", null, "$", "Not JSON at line 1, column 30" },
        { "column counts characters", "{ \"name\": \"äöü€😀\", \"steps\": [] ? }", null, "$", "Not JSON at line 1, column 33" },

        // The header.
        { "unknown header property", """{ "name": "x", "displayname": "X", "steps": [] }""", null, "$.displayname", "Did you mean 'displayName'?" },
        { "steps in the wrong case", """{ "name": "x", "Steps": [], "steps": [] }""", null, "$.Steps", "Did you mean 'steps'?" },
        { "no steps", """{ "name": "x" }""", null, "$", "There is no 'steps'" },
        { "name is too long", $$"""{ "name": "{{new string('x', 256)}}", "steps": [] }""", null, "$.name", "1 to 255 characters" },
        { "name is a number", """{ "name": 1, "steps": [] }""", null, "$.name", "has to be a string and is a number" },
        { "set-up flag is text", """{ "name": "x", "issetuprecipe": "true", "steps": [] }""", null, "$.issetuprecipe", "has to be true or false and is a string" },
        { "tags hold a number", """{ "name": "x", "tags": ["a", 1], "steps": [] }""", null, "$.tags", "has to be an array of strings" },
        { "name stands twice", """{ "name": "x", "name": "y", "steps": [] }""", null, "$.name", "stands twice" },
        { "variables after steps", """{ "name": "x", "steps": [], "variables": {} }""", null, "$.variables", "Move it in front of 'steps'" },
        { "variables are an array", """{ "name": "x", "variables": [], "steps": [] }""", null, "$.variables", "has to be an object and is an array" },
        { "a variable is an object", """{ "name": "x", "variables": { "a": {} }, "steps": [] }""", null, "$.variables.a", "A variable has to be text" },
        { "a variable has an unknown expression", """{ "name": "x", "variables": { "a": "[js: now()]" }, "steps": [] }""", null, "$.variables.a", "'[js: now()]' is not known here" },
        { "steps are an object", """{ "name": "x", "steps": {} }""", null, "$.steps", "has to be an array and is an object" },

        // The steps.
        { "a step is text", """{ "name": "x", "steps": [ "Content" ] }""", 0, "$.steps[0]", "A step has to be an object" },
        { "a step has no name", """{ "name": "x", "steps": [ { "Data": [] } ] }""", 0, "$.steps[0].name", "The step has no 'name'" },
        { "a step's name is a number", """{ "name": "x", "steps": [ { "name": 5 } ] }""", 0, "$.steps[0].name", "has to be a string" },
        { "unknown step", """{ "name": "x", "steps": [ { "name": "Roles", "Roles": [] }, { "name": "Contnet" } ] }""", 1, "$.steps[1].name", "Did you mean 'Content'?" },
        { "a step that means nothing here", """{ "name": "x", "steps": [ { "name": "Themes", "admin": "TheAdmin" } ] }""", 0, "$.steps[0].name", "'Themes' means nothing here" },
        { "a property stands twice in a step", """{ "name": "x", "steps": [ { "name": "Roles", "Roles": [], "roles": [] } ] }""", 0, "$.steps[0].roles", "stands twice in this step" },
        { "items for a step that has none", """{ "name": "x", "steps": [ { "name": "Roles", "Roles": [], "data": [] } ] }""", 0, "$.steps[0].data", "'Roles' has no property 'data'" },

        // Script values.
        { "unknown expression", Setting("[js: gzip('x')]"), 0, "$.steps[0].SiteName", "'[js: gzip('x')]' is not known here" },
        { "not Base64", Setting("[js: base64('x')]"), 0, "$.steps[0].SiteName", "is not Base64 of UTF-8 text" },
        { "Base64 of something that is no text", Setting("[js: base64('gA==')]"), 0, "$.steps[0].SiteName", "is not Base64 of UTF-8 text" },
        { "Base64 of an expression that is not known", Setting("[js: base64('W2pzOiBub3coKV0=')]"), 0, "$.steps[0].SiteName", "'[js: now()]' is not known here" },
        { "another prefix", Setting("[env:PATH]"), 0, "$.steps[0].SiteName", "'[env:PATH]' is not known here" },
        { "text that Orchard Core would evaluate", Setting("[Note: x]"), 0, "$.steps[0].SiteName", "'[Note: x]' is not known here" },
        { "unknown variable", """{ "name": "x", "variables": { "siteName": "X" }, "steps": [ { "name": "Settings", "SiteName": "[js: variables('sitename2')]" } ] }""", 0, "$.steps[0].SiteName", "Did you mean 'siteName'?" },
        { "missing parameter", Setting("[js: parameters('SiteName')]"), 0, "$.steps[0].SiteName", "The parameter 'SiteName' was not given" },
        { "variables in a circle", """{ "name": "x", "variables": { "a": "[js: variables('b')]", "b": "[js: variables('a')]" }, "steps": [ { "name": "Settings", "SiteName": "[js: variables('a')]" } ] }""", 0, "$.steps[0].SiteName", "refers to itself" },
        { "expression in an item", RecipeTexts.Items(A.Replace("Why it matters", "[js: x]", StringComparison.Ordinal)), 0, "$.steps[0].Data[0].Article.Subtitle.Text", "'[js: x]' is not known here" },

        // Feature, Settings, Recipes.
        { "a feature is a number", Step("Feature", "\"enable\": [1]"), 0, "$.steps[0].enable[0]", "Text that is not empty is expected" },
        { "features are text", Step("Feature", "\"enable\": \"all\""), 0, "$.steps[0].enable", "has to be an array and is a string" },
        { "unknown property of Feature", Step("Feature", "\"enabled\": []"), 0, "$.steps[0].enabled", "Did you mean 'enable'?" },
        { "a feature both on and off", Step("Feature", "\"enable\": [\"A\"], \"disable\": [\"A\"]"), 0, "$.steps[0].enable[0]", "both enabled and disabled" },
        { "a setting has the wrong type", Step("Settings", "\"PageSize\": \"ten\""), 0, "$.steps[0].PageSize", "has to be a number and is a string" },
        { "a language of the site that is none", Step("Settings", "\"LocalizationSettings\": { \"DefaultCulture\": \"deutsch_AT\" }"), 0, "$.steps[0].LocalizationSettings.DefaultCulture", "is no language tag (BCP 47)" },
        { "one among the site's languages that is none", Step("Settings", "\"LocalizationSettings\": { \"DefaultCulture\": \"pt-BR\", \"SupportedCultures\": [\"\", \"en\", \"english\"] }"), 0, "$.steps[0].LocalizationSettings.SupportedCultures[2]", "'english' is no language tag" },
        { "a language of the site that is a number", Step("Settings", "\"LocalizationSettings\": { \"DefaultCulture\": 1 }"), 0, "$.steps[0].LocalizationSettings.DefaultCulture", "has to be a string and is a number" },
        { "an unknown scalar setting", Step("Settings", "\"SiteNam\": \"x\""), 0, "$.steps[0].SiteNam", "Did you mean 'SiteName'?" },
        { "no recipes named", Step("Recipes", ""), 0, "$.steps[0].Values", "'Values' is missing" },
        { "a recipe's mention without name", Step("Recipes", "\"Values\": [ { \"executionid\": \"x\" } ]"), 0, "$.steps[0].Values[0].name", "'name' is missing" },
        { "unknown recipe", Step("Recipes", "\"Values\": [ { \"name\": \"gutcms.role\" } ]"), 0, "$.steps[0].Values[0].name", "There is no recipe named 'gutcms.role'. Did you mean 'gutcms.roles'?" },
        { "a recipe that names itself", """{ "name": "gutcms.roles", "steps": [ { "name": "Recipes", "Values": [ { "name": "gutcms.roles" } ] } ] }""", 0, "$.steps[0].Values[0].name", "gutcms.roles → gutcms.roles" },

        // Definitions.
        { "a type without a name", Step("ContentDefinition", "\"ContentTypes\": [ { \"DisplayName\": \"X\" } ]"), 0, "$.steps[0].ContentTypes[0].Name", "missing" },
        { "a type with an unknown part", Step("ContentDefinition", "\"ContentTypes\": [ { \"Name\": \"X\", \"ContentTypePartDefinitionRecords\": [ { \"PartName\": \"TitelPart\", \"Name\": \"TitelPart\" } ] } ]"), 0, "$.steps[0].ContentTypes[0].ContentTypePartDefinitionRecords[0].PartName", "Did you mean 'TitlePart'?" },
        { "a part with an unknown field type", Step("ContentDefinition", "\"ContentParts\": [ { \"Name\": \"X\", \"ContentPartFieldDefinitionRecords\": [ { \"FieldName\": \"TxtField\", \"Name\": \"A\" } ] } ]"), 0, "$.steps[0].ContentParts[0].ContentPartFieldDefinitionRecords[0].FieldName", "TxtField" },
        { "a template without a name", Templates("""[ { "Content": {} } ]"""), 0, "$.steps[0].ContentTypes[0].Settings.ContentTemplatesSettings.Templates[0].Name", "missing" },
        { "two templates of one name", Templates("""[ { "Name": "news", "Content": {} }, { "Name": "News", "Content": {} } ]"""), 0, "$.steps[0].ContentTypes[0].Settings.ContentTemplatesSettings.Templates[1].Name", "another template named News" },
        { "a template with a block of no type", Templates("""[ { "Name": "news", "Content": { "Body": { "ContentItems": [ { "ContentType": "Sektion" } ] } } } ]"""), 0, "$.steps[0].ContentTypes[0].Settings.ContentTemplatesSettings.Templates[0].Content.Body.ContentItems[0].ContentType", "type Sektion, which is not defined" },
        { "a template without content", Templates("""[ { "Name": "news" } ]"""), 0, "$.steps[0].ContentTypes[0].Settings.ContentTemplatesSettings.Templates[0].Content", "object" },
        { "templates that are no list", Templates("{}"), 0, "$.steps[0].ContentTypes[0].Settings.ContentTemplatesSettings.Templates", "list" },
        { "a type stands twice where it replaces", Step("ReplaceContentDefinition", "\"ContentTypes\": [ { \"Name\": \"X\" }, { \"Name\": \"X\" } ]"), 0, "$.steps[0].ContentTypes[1].Name", "'X' stands twice" },
        { "a type whose items exist is deleted", RecipeTexts.Recipe(RecipeTexts.Content(RecipeTexts.Disclaimer), """{ "name": "DeleteContentDefinition", "ContentTypes": ["Disclaimer"] }"""), 1, "$.steps[1].ContentTypes[0]", "There are items of the type 'Disclaimer'" },
        { "a part in use is deleted", Step("DeleteContentDefinition", "\"ContentParts\": [\"Series\"]"), 0, "$.steps[0].ContentParts[0]", "is used by 'Series'" },

        // Roles and policies.
        { "roles are missing", Step("Roles", ""), 0, "$.steps[0].Roles", "'Roles' is missing" },
        { "a role without a name", Step("Roles", "\"Roles\": [ { \"Permissions\": [] } ]"), 0, "$.steps[0].Roles[0].Name", "'Name' is missing" },
        { "unknown permission", Step("Roles", "\"Roles\": [ { \"Name\": \"A\", \"Permissions\": [\"EditContnt\"] } ]"), 0, "$.steps[0].Roles[0].Permissions[0]", "Did you mean 'EditContent'?" },
        { "unknown behaviour", Step("Roles", "\"Roles\": [ { \"Name\": \"A\", \"PermissionBehavior\": \"Merge\" } ]"), 0, "$.steps[0].Roles[0].PermissionBehavior", "Write Replace, Add or Remove" },
        { "a role stands twice", Step("Roles", "\"Roles\": [ { \"Name\": \"A\" }, { \"Name\": \"a\" } ]"), 0, "$.steps[0].Roles[1].Name", "stands twice" },
        { "unknown property of a role", Step("Roles", "\"Roles\": [ { \"Name\": \"A\", \"Permission\": [] } ]"), 0, "$.steps[0].Roles[0].Permission", "Did you mean 'Permissions'?" },
        { "a policy of an unknown type", Policy("\"Articel\"", "\"Editor\"", "1"), 0, "$.steps[0].Policies[0].ContentType", "Did you mean 'Article'?" },
        { "a policy with an unknown role", Policy("\"Article\"", "\"Editr\"", "1"), 0, "$.steps[0].Policies[0].Stages[0].Role", "Did you mean 'Editor'?" },
        { "a stage that nobody approves", Policy("\"Article\"", "\"Editor\"", "0"), 0, "$.steps[0].Policies[0].Stages[0].Approvals", "" },
        { "policies are missing", Step("ReviewPolicy", ""), 0, "$.steps[0].Policies", "'Policies' is missing" },

        // Items.
        { "no data", Step("Content", ""), 0, "$.steps[0].Data", "'Data' is missing" },
        { "a published article whose disclaimer is a draft", RecipeTexts.Items(RecipeTexts.Disclaimer.Replace("\"Published\": true", "\"Published\": false", StringComparison.Ordinal), RecipeTexts.Series, A), 0, "$.steps[0].Data[2].Article.Disclaimer.ContentItemIds[0]", "its disclaimer '4dsc0000000000000000000001' is not" },
        { "data is an object", Step("Content", "\"Data\": {}"), 0, "$.steps[0].Data", "has to be an array of content items and is an object" },
        { "unknown property of Content", Step("Content", "\"Dat\": []"), 0, "$.steps[0].Dat", "Did you mean 'Data'?" },
        { "an item is text", Step("Content", "\"data\": [\"x\"]"), 0, "$.steps[0].data[0]", "content item" },
        { "no id", Without("ContentItemId", "4art0000000000000000000001"), 0, "$.steps[0].Data[0].ContentItemId", "carries its own id" },
        { "no version id", Without("ContentItemVersionId", "4artv000000000000000000001"), 0, "$.steps[0].Data[0].ContentItemVersionId", "carries its version's id" },
        { "no type", Without("ContentType", "Article"), 0, "$.steps[0].Data[0].ContentType", "missing" },
        { "no title", Without("DisplayText", "Gut health"), 0, "$.steps[0].Data[0].DisplayText", "DisplayText is missing" },
        { "an id of another form", Changed("4art0000000000000000000001", "ARTICLE-1"), 0, "$.steps[0].Data[0].ContentItemId", "26 characters" },
        { "neither latest nor published", Changed("\"Latest\": true, \"Published\": true", "\"Published\": false"), 0, "$.steps[0].Data[0].Latest", "Set \"Latest\": true" },
        { "a flag is text", Changed("\"Latest\": true", "\"Latest\": \"yes\""), 0, "$.steps[0].Data[0].Latest", "" },
        { "a date is none", Changed("\"Latest\": true", "\"CreatedUtc\": \"yesterday\", \"Latest\": true"), 0, "$.steps[0].Data[0].CreatedUtc", "" },
        { "unknown type", Changed("\"ContentType\": \"Article\"", "\"ContentType\": \"Articel\""), 0, "$.steps[0].Data[0].ContentType", "Did you mean 'Article'?" },
        { "unknown part", Changed("\"TitlePart\": { \"Title\": \"Gut health\" }", "\"TitelPart\": { \"Title\": \"Gut health\" }"), 0, "$.steps[0].Data[0].TitelPart", "Did you mean 'TitlePart'?" },
        { "unknown field", Changed("\"Subtitle\"", "\"Subtitel\""), 0, "$.steps[0].Data[0].Article.Subtitel", "Did you mean 'Subtitle'?" },
        { "a text is a number", Changed("\"Why it matters\"", "5"), 0, "$.steps[0].Data[0].Article.Subtitle.Text", "" },
        { "a property stands twice in an item", Changed("\"Subtitle\": {", "\"Subtitle\": {}, \"Subtitle\": {"), 0, "$.steps[0].Data[0].Article.Subtitle", "stands twice" },
        { "half a character", Changed("Why it matters", "\\ud800"), 0, "$.steps[0].Data[0]", "lone surrogate" },
        { "no path", Changed("\"Path\": \"articles/gut-health\"", ""), 0, "$.steps[0].Data[0].AutoroutePart.Path", "The path is missing" },
        { "no part with a path", Changed("\"AutoroutePart\": { \"Path\": \"articles/gut-health\" },", ""), 0, "$.steps[0].Data[0].AutoroutePart.Path", "The path is missing" },
        { "a path with a leading slash", Changed("articles/gut-health", "/articles/gut-health"), 0, "$.steps[0].Data[0].AutoroutePart.Path", "Write \"articles/gut-health\"" },
        { "a required picker is empty", Changed("\"Disclaimer\": { \"ContentItemIds\": [\"4dsc0000000000000000000001\"] }", "\"Disclaimer\": {}"), 0, "$.steps[0].Data[0].Article.Disclaimer.ContentItemIds", "required" },
        { "a nested item without id", Changed("\"ContentItemId\": \"4sec0000000000000000000001\", ", ""), 0, "$.steps[0].Data[0].Body.ContentItems[0].ContentItemId", "" },
        { "a nested item without title", Changed("\"DisplayText\": \"Introduction\", ", ""), 0, "$.steps[0].Data[0].Body.ContentItems[0].DisplayText", "" },
        { "a nested item of a type that the bag does not hold", Changed("\"ContentType\": \"Section\"", "\"ContentType\": \"Series\""), 0, "$.steps[0].Data[0].Body.ContentItems[0].ContentType", "may not hold" },
        { "a nested id stands twice", Changed("\"4sec0000000000000000000001\"", "\"4art0000000000000000000001\""), 0, "$.steps[0].Data[0].Body.ContentItems[0].ContentItemId", "stands twice in this item" },
        { "an item stands twice", RecipeTexts.Items(RecipeTexts.Disclaimer, RecipeTexts.Disclaimer.Replace("4dscv0", "4dscw0", StringComparison.Ordinal)), 0, "$.steps[0].Data[1].ContentItemId", "stands already at $.steps[0].Data[0]" },
        { "a version id stands twice", RecipeTexts.Items(RecipeTexts.Disclaimer, RecipeTexts.Disclaimer.Replace("4dsc00", "4dsd00", StringComparison.Ordinal)), 0, "$.steps[0].Data[1].ContentItemVersionId", "stands already at $.steps[0].Data[0]" },
        { "a path ends like another", RecipeTexts.Items(RecipeTexts.Series, RecipeTexts.Series.Replace("4ser", "4ses", StringComparison.Ordinal).Replace("series/gut", "other/gut", StringComparison.Ordinal)), 0, "$.steps[0].Data[1].AutoroutePart.Path", "has a path that ends in 'gut' too" },
        { "a path stands twice", RecipeTexts.Items(RecipeTexts.Series, RecipeTexts.Series.Replace("4ser", "4ses", StringComparison.Ordinal)), 0, "$.steps[0].Data[1].AutoroutePart.Path", "The path 'series/gut' stands already at $.steps[0].Data[0]" },
        { "a published version without the latest", RecipeTexts.Items(RecipeTexts.Disclaimer.Replace("\"Latest\": true", "\"Latest\": false", StringComparison.Ordinal)), 0, "$.steps[0].Data[0].Latest", "not the latest" },
        { "a reference to nothing", RecipeTexts.Items(RecipeTexts.Disclaimer, A), 0, "$.steps[0].Data[1].Article.Series.ContentItemIds[0]", "There is no item '4ser0000000000000000000001'" },
        { "a reference to another type", RecipeTexts.Items(RecipeTexts.Disclaimer, RecipeTexts.Series, A.Replace("\"Series\": { \"ContentItemIds\": [\"4ser0000000000000000000001\"] }", "\"Series\": { \"ContentItemIds\": [\"4dsc0000000000000000000001\"] }", StringComparison.Ordinal)), 0, "$.steps[0].Data[2].Article.Series.ContentItemIds[0]", "permits only Series" },
        { "a forward reference to another type", RecipeTexts.Recipe(RecipeTexts.Content(RecipeTexts.Series, A.Replace("\"Series\": { \"ContentItemIds\": [\"4ser0000000000000000000001\"] }", "\"Series\": { \"ContentItemIds\": [\"4dsc0000000000000000000001\"] }", StringComparison.Ordinal)), RecipeTexts.Content(RecipeTexts.Disclaimer)), 0, "$.steps[0].Data[1].Article.Series.ContentItemIds[0]", "permits only Series" },
    };

    private static string Templates(string list) => Step("ContentDefinition", "\"ContentTypes\": [ { \"Name\": \"X\", \"Settings\": { \"ContentTemplatesSettings\": { \"Templates\": " + list + " } } } ]");

    private static string Step(string name, string properties) => $$"""{ "name": "test", "steps": [ { "name": "{{name}}"{{(properties.Length > 0 ? ", " : "")}}{{properties}} } ] }""";

    private static string Setting(string value) => Step("Settings", $"\"SiteName\": \"{value}\"");

    private static string Policy(string type, string role, string approvals) =>
        Step("ReviewPolicy", $$"""
            "Policies": [ { "ContentType": {{type}}, "Version": "1", "Stages": [ { "Name": "Medical", "Role": {{role}}, "Approvals": {{approvals}} } ] } ]
            """);

    private static string Changed(string text, string by) => RecipeTexts.Items(A.Replace(text, by, StringComparison.Ordinal));

    private static string Without(string property, string value) => Changed($"\"{property}\": \"{value}\",", "");
}
