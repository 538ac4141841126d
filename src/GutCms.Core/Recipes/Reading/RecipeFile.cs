using System.Text.Json;
using System.Text.Json.Nodes;
using GutCms.Core.Texts;

namespace GutCms.Core.Recipes.Reading;

/// <summary>A recipe file whose bytes and form have been looked at.</summary>
/// <param name="Source">The file.</param>
/// <param name="Encoding">Its bytes.</param>
/// <param name="Outline">Its content without streamed arrays; null when it could not be read.</param>
internal sealed record RecipeFile(IRecipeSource Source, RecipeEncoding Encoding, RecipeOutline? Outline)
{
    /// <summary>Reads a file and reports what is wrong with its bytes, its JSON and its outer form.</summary>
    public static RecipeFile Read(IRecipeSource source, FaultList faults)
    {
        var encoding = RecipeEncoding.Read(source);
        if (encoding.Fault is { } wrong)
        {
            faults.Add(new(source.FileName, null, "$", wrong));
            return new(source, encoding, null);
        }

        using var cursor = new JsonCursor(source.Open(), encoding.Start);
        try
        {
            var reader = new RecipeOutlineReader(cursor, (step, path, sentence) => faults.Add(new(source.FileName, step, path, sentence)));
            return new(source, encoding, reader.Read());
        }
        catch (JsonException exception)
        {
            faults.Add(new(source.FileName, null, "$", Describe(source, exception)));
            return new(source, encoding, null);
        }
        catch (InvalidOperationException)
        {
            faults.Add(new(source.FileName, null, "$", Sentence.Of("Recipe.NameHalfCharacter")));
            return new(source, encoding, null);
        }
    }

    /// <summary>Streams the elements of a step's array.</summary>
    /// <param name="items">Which array.</param>
    /// <param name="path">Its path.</param>
    /// <param name="fault">Told path and message of elements that cannot be used, which are left out.</param>
    /// <returns>Index, value, and whether a string in it may be an expression.</returns>
    public IEnumerable<(int Index, JsonNode? Value, bool MayHoldExpressions)> ReadItems(ItemsOutline items, string path, Action<string, Sentence> fault)
    {
        using var cursor = new JsonCursor(Source.Open(), items.Offset);
        cursor.TryEnterArray();
        for (var index = 0; ; index++)
        {
            var value = cursor.ReadValue();
            if (value.IsEmpty)
            {
                yield break;
            }

            if (RecipeJson.TryParse(value.Span, $"{path}[{index}]", fault, out var node))
            {
                yield return (index, node, RecipeJson.MayHoldExpressions(value.Span));
            }
        }
    }

    private static Sentence Describe(IRecipeSource source, JsonException exception)
    {
        // The reader appends its own position, which counts from 0 and in bytes.
        var message = exception.Message;
        var position = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        message = position < 0 ? message : message[..position];
        return exception is { LineNumber: { } line, BytePositionInLine: { } bytes }
            ? Sentence.Of("Recipe.NotJsonAt", line + 1, Column(source, line, bytes), message)
            : Sentence.Of("Recipe.NotJson", message);
    }

    private static long Column(IRecipeSource source, long line, long bytes)
    {
        using var reader = new StreamReader(source.Open());
        for (var skipped = 0L; skipped < line; skipped++)
        {
            reader.ReadLine();
        }

        var characters = 0L;
        for (var left = bytes; left > 0 && reader.Read() is var unit and >= 0; characters++)
        {
            left -= unit < 0x80 ? 1 : unit < 0x800 || char.IsSurrogate((char)unit) ? 2 : 3;
        }

        return characters + 1;
    }
}
