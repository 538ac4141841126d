using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GutCms.Core.Dossiers.Verifying;

/// <summary>The files of a dossier by name, read with bounds: whoever hands it over may not be who it says.</summary>
internal sealed class DossierFiles
{
    private const int MostFiles = 5_000;
    private const int MostBytes = 256 * 1024 * 1024;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 256 };

    private DossierFiles(IReadOnlyDictionary<string, byte[]> all) => All = all;

    /// <summary>All of them.</summary>
    public IReadOnlyDictionary<string, byte[]> All { get; }

    /// <summary>Reads them.</summary>
    /// <exception cref="FormatException">It is no ZIP, too large, or names a file twice.</exception>
    public static async Task<DossierFiles> ReadAsync(Stream from, CancellationToken cancellationToken)
    {
        try
        {
            using var archive = await ZipArchive.CreateAsync(from, ZipArchiveMode.Read, leaveOpen: true, entryNameEncoding: null, cancellationToken);
            var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
            var left = MostBytes;
            foreach (var entry in archive.Entries)
            {
                if (files.Count == MostFiles || !files.TryAdd(entry.FullName, await ReadAsync(entry, left, cancellationToken)))
                {
                    throw new FormatException($"{entry.FullName} stands there twice, or there are more than {MostFiles} files.");
                }

                left -= files[entry.FullName].Length;
            }

            return new(files);
        }
        catch (InvalidDataException fault)
        {
            throw new FormatException("It is no ZIP: " + fault.Message, fault);
        }
    }

    /// <summary>A file as text; empty when it is missing.</summary>
    public string Text(string name) => All.TryGetValue(name, out var bytes) ? System.Text.Encoding.UTF8.GetString(bytes) : "";

    /// <summary>A file as a JSON object; null when it is missing or none.</summary>
    public JsonObject? Json(string name)
    {
        try
        {
            return All.TryGetValue(name, out var bytes) && JsonNode.Parse(bytes, documentOptions: Strict) is JsonObject json ? json : null;
        }
        catch (Exception fault) when (fault is JsonException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Never more than is left, whatever the entry says of its length.</summary>
    private static async Task<byte[]> ReadAsync(ZipArchiveEntry entry, int left, CancellationToken cancellationToken)
    {
        await using var stream = await entry.OpenAsync(cancellationToken);
        using var bytes = new MemoryStream();
        var buffer = new byte[81_920];
        for (int read; (read = await stream.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            if (bytes.Length + read > left)
            {
                throw new FormatException($"It has more than {MostBytes} bytes.");
            }

            bytes.Write(buffer, 0, read);
        }

        return bytes.ToArray();
    }
}
