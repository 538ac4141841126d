using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace GutCms.Web.Storage.Backup;

/// <summary>What a backup says about itself: the last entry of the file.</summary>
internal sealed record BackupManifest
{
    /// <summary>The form of backups that this version writes and reads.</summary>
    public const int PresentForm = 1;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    /// <summary>Form of the file.</summary>
    public required int Form { get; init; }

    /// <summary>Version of the program that made it.</summary>
    public required string Program { get; init; }

    /// <summary>The moment that it shows.</summary>
    public required DateTime TakenUtc { get; init; }

    /// <summary>What the database holds.</summary>
    public required DatabaseState Database { get; init; }

    /// <summary>Every other entry of the file.</summary>
    public required IReadOnlyList<BackupPart> Parts { get; init; }

    /// <summary>As JSON.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, Json);

    /// <summary>Reads it.</summary>
    /// <exception cref="BackupException">It is none, or of a later form.</exception>
    public static BackupManifest Read(byte[] json)
    {
        try
        {
            if (JsonNode.Parse(json)?["form"]?.GetValue<int>() is not { } form)
            {
                throw new JsonException("It names no form.");
            }

            return form is < 1 or > PresentForm
                ? throw new BackupException($"The backup was made by another version of GutCms (its form is {form}, and this version reads {PresentForm}). Use that version.")
                : JsonSerializer.Deserialize<BackupManifest>(json, Json)!;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or FormatException)
        {
            throw new BackupException($"The manifest of the backup cannot be read: {fault.Message}", fault);
        }
    }
}

/// <summary>A part of a backup.</summary>
/// <param name="Name">Name of the entry, for example <c>database/gutcms.db</c>.</param>
/// <param name="Bytes">Its length, not compressed.</param>
/// <param name="Sha256">SHA-256 of these bytes, hexadecimal in lower case.</param>
internal sealed record BackupPart(string Name, long Bytes, string Sha256);

/// <summary>What a database held when it was copied.</summary>
internal sealed record DatabaseState
{
    /// <summary><c>sqlite</c> or <c>postgresql</c>: a backup is restored to a database of the same kind.</summary>
    public required string Kind { get; init; }

    /// <summary>Migrations that had been applied, in their order.</summary>
    public required IReadOnlyList<string> Migrations { get; init; }

    /// <summary>Number of the last entry of the audit log; 0: it had none.</summary>
    public required long LastEntry { get; init; }

    /// <summary>Hash of that entry; null: there was none.</summary>
    public string? LastHash { get; init; }

    /// <summary>On PostgreSQL: the tables, each after those that it refers to.</summary>
    public IReadOnlyList<CopiedTable>? Tables { get; init; }

    /// <summary>On PostgreSQL: the last number of each sequence that has given one.</summary>
    public IReadOnlyDictionary<string, long>? Sequences { get; init; }

    /// <summary>On PostgreSQL: tables beside the site's own, which are not in the backup.</summary>
    public IReadOnlyList<string>? LeftOut { get; init; }
}

/// <summary>A table of PostgreSQL as it was copied.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Columns">Its columns in the order in which they were copied.</param>
/// <param name="Rows">How many rows it had.</param>
internal sealed record CopiedTable(string Name, IReadOnlyList<string> Columns, long Rows)
{
    /// <summary>Name of the part that holds it.</summary>
    [JsonIgnore]
    public string Part => $"database/{Name}.copy";
}
