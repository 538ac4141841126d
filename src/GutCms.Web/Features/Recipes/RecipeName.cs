using System.Text.Json;

namespace GutCms.Web.Features.Recipes;

/// <summary>Reads the name out of a recipe's header without reading the recipe, which may hold a hundred thousand articles.</summary>
internal static class RecipeName
{
    private const int HeaderBytes = 64 * 1024;

    private static readonly JsonReaderOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>The header's <c>name</c>; null when the file is no recipe or the name does not stand in its first 64 KiB.</summary>
    /// <param name="path">Path of the file.</param>
    public static string? Read(string path)
    {
        var buffer = new byte[HeaderBytes];
        int length;
        using (var file = File.OpenRead(path))
        {
            length = file.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        }

        var bytes = buffer.AsSpan(0, length);
        ReadOnlySpan<byte> byteOrderMark = [0xEF, 0xBB, 0xBF];
        if (bytes.StartsWith(byteOrderMark))
        {
            bytes = bytes[byteOrderMark.Length..];
        }

        try
        {
            return Find(new Utf8JsonReader(bytes, isFinalBlock: length < HeaderBytes, new JsonReaderState(Lenient)));
        }
        catch (JsonException)
        {
            // Not JSON: the run reports where. As a name it is unknown.
            return null;
        }
    }

    private static string? Find(Utf8JsonReader reader)
    {
        while (reader.Read())
        {
            if (reader.CurrentDepth == 1 && reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("name"u8))
            {
                return reader.Read() && reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
            }
        }

        return null;
    }
}
