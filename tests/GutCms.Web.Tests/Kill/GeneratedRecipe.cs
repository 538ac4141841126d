using System.Text.Json.Nodes;

namespace GutCms.Web.Tests.Kill;

/// <summary>Writes a recipe with many articles, for runs that take long enough to be interrupted.</summary>
internal static class GeneratedRecipe
{
    // The disclaimer of the set-up recipe, which an article needs.
    private const string Disclaimer = "5n33tttcnxh5hrvdqwhxmkq9eb";

    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    /// <summary>Writes it.</summary>
    /// <param name="path">Where.</param>
    /// <param name="articles">Number of articles.</param>
    public static async Task WriteAsync(string path, int articles)
    {
        var data = new JsonArray();
        for (var i = 0; i < articles; i++)
        {
            data.Add(Article(i));
        }

        var recipe = new JsonObject
        {
            ["name"] = "generated",
            ["steps"] = new JsonArray(new JsonObject { ["name"] = "Content", ["Data"] = data }),
        };
        await File.WriteAllTextAsync(path, recipe.ToJsonString());
    }

    private static JsonObject Article(int number)
    {
        var title = $"Generated article {number}";
        var body = new JsonArray(new JsonObject
        {
            ["ContentItemId"] = Id('s', number),
            ["ContentType"] = "Section",
            ["DisplayText"] = "A section",
            ["TitlePart"] = new JsonObject { ["Title"] = "A section" },
            ["HtmlBodyPart"] = new JsonObject { ["Html"] = $"<p>Text of article {number}.</p>" },
        });
        return new JsonObject
        {
            ["ContentItemId"] = Id('a', number),
            ["ContentItemVersionId"] = Id('v', number),
            ["ContentType"] = "Article",
            ["DisplayText"] = title,
            ["Latest"] = true,
            ["Published"] = true,
            ["TitlePart"] = new JsonObject { ["Title"] = title },
            ["AutoroutePart"] = new JsonObject { ["Path"] = $"articles/generated-{number}" },
            ["Article"] = new JsonObject
            {
                ["Excerpt"] = new JsonObject { ["Text"] = "An excerpt." },
                ["Disclaimer"] = new JsonObject { ["ContentItemIds"] = new JsonArray(Disclaimer) },
            },
            ["Body"] = new JsonObject { ["ContentItems"] = body },
        };
    }

    /// <summary>A valid id, the same at each call: a letter, then the number in base 32.</summary>
    private static string Id(char kind, int number)
    {
        var digits = new char[26];
        Array.Fill(digits, '0');
        digits[0] = '4';
        digits[1] = kind;
        for (var (position, rest) = (25, number); rest > 0; position--, rest /= 32)
        {
            digits[position] = Alphabet[rest % 32];
        }

        return new string(digits);
    }
}
