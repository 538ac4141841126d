using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace GutCms.Core.Dossiers;

/// <summary>A dossier as JSON: names in camelCase, values of enumerations too. Read strictly: what is missing is an error.</summary>
public static class DossierJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        AllowDuplicateProperties = false,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        IgnoreReadOnlyProperties = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        WriteIndented = true,
    };

    /// <summary>Writes one, indented, UTF-8.</summary>
    public static byte[] Write(Dossier dossier) => JsonSerializer.SerializeToUtf8Bytes(dossier, Options);

    /// <summary>Reads one.</summary>
    /// <exception cref="FormatException">It is none, or of another format.</exception>
    public static Dossier Read(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return JsonSerializer.Deserialize<Dossier>(utf8, Options) is { Format: Dossier.CurrentFormat } dossier ? dossier : throw new FormatException("It is no dossier of a format that this version knows.");
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or NotSupportedException)
        {
            throw new FormatException("It is no dossier: " + fault.Message, fault);
        }
    }
}
