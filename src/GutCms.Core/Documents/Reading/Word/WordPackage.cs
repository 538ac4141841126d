using System.IO.Compression;
using System.Xml.Linq;
using GutCms.Core.Documents.Model;
using GutCms.Core.Texts;

namespace GutCms.Core.Documents.Reading.Word;

/// <summary>The parts of a .docx file: a zip archive of XML, of which no more is unpacked than documents hold.</summary>
/// <remarks>Source: ECMA-376 part 2. Only its own parts are read, and nothing that it refers to.</remarks>
internal sealed class WordPackage : IDisposable
{
    private const int MostEntries = 5000;
    private const long MostOfAPart = 25 * 1024 * 1024;
    private const long MostInAll = 60 * 1024 * 1024;
    private const string MainPartType = "/officeDocument";

    private readonly ZipArchive _zip;
    private readonly Dictionary<string, ZipArchiveEntry> _entries = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, XElement?> _parts = new(StringComparer.OrdinalIgnoreCase);
    private long _unpacked;

    private WordPackage(ZipArchive zip)
    {
        _zip = zip;
        foreach (var entry in zip.Entries)
        {
            _entries.TryAdd(entry.FullName.Replace('\\', '/').TrimStart('/'), entry);
        }
    }

    /// <summary>Name of the part with the text.</summary>
    public string Main { get; private set; } = "";

    /// <summary>Opens a file.</summary>
    /// <exception cref="DocumentException">It is no document of Word, has macros, or is packed in a way that nobody packs.</exception>
    public static WordPackage Open(byte[] bytes)
    {
        ZipArchive zip;
        try
        {
            zip = new ZipArchive(new MemoryStream(bytes, writable: false), ZipArchiveMode.Read);
            if (zip.Entries.Count > MostEntries)
            {
                throw new DocumentException(Sentence.Of("Document.TooLargeInside"));
            }
        }
        catch (InvalidDataException)
        {
            throw new DocumentException(Sentence.Of("Document.Damaged"));
        }

        var package = new WordPackage(zip);
        if (package._entries.Keys.Any(name => name.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase)))
        {
            throw new DocumentException(Sentence.Of("Document.Macros"));
        }

        package.Main = package.Relations("").FirstOrDefault(relation => relation.Type.EndsWith(MainPartType, StringComparison.Ordinal))?.Target ?? "";
        return package.Part(package.Main)?.Name.LocalName == "document" ? package : throw new DocumentException(Sentence.Of("Document.NotWord"));
    }

    /// <summary>Root of a part; null: there is no such part.</summary>
    public XElement? Part(string name)
    {
        if (!_parts.TryGetValue(name, out var root) && _entries.TryGetValue(name, out var entry))
        {
            var bytes = Unpack(entry);
            _parts[name] = root = SafeXml.Load(bytes, mayHaveType: false);
        }

        return root;
    }

    /// <summary>What a part refers to.</summary>
    /// <param name="part">Name of the part; empty: the file as a whole.</param>
    public IReadOnlyList<WordRelation> Relations(string part)
    {
        var folder = part.Contains('/', StringComparison.Ordinal) ? part[..(part.LastIndexOf('/') + 1)] : "";
        return [.. Part($"{folder}_rels/{part[folder.Length..]}.rels")?.Elements().Select(relation => new WordRelation(
            relation.Attribute("Id")?.Value ?? "",
            relation.Attribute("Type")?.Value ?? "",
            relation.Attribute("TargetMode")?.Value == "External" ? relation.Attribute("Target")?.Value ?? "" : Resolve(folder, relation.Attribute("Target")?.Value ?? ""),
            relation.Attribute("TargetMode")?.Value == "External")) ?? []];
    }

    /// <summary>Root of the part that the text refers to under a type (<c>/styles</c>); null: there is none.</summary>
    public XElement? Related(string type) => Relations(Main).FirstOrDefault(relation => !relation.IsExternal && relation.Type.EndsWith(type, StringComparison.Ordinal)) is { } found ? Part(found.Target) : null;

    /// <inheritdoc/>
    public void Dispose() => _zip.Dispose();

    private static string Resolve(string folder, string target)
    {
        var names = new List<string>();
        foreach (var name in (target.StartsWith('/') ? target : folder + target).Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (name == ".." && names.Count > 0)
            {
                names.RemoveAt(names.Count - 1);
            }
            else if (name is not ("." or ".."))
            {
                names.Add(name);
            }
        }

        return string.Join('/', names);
    }

    /// <summary>Unpacks a part into memory. What the archive says of its size counts for nothing.</summary>
    private byte[] Unpack(ZipArchiveEntry entry)
    {
        try
        {
            using var packed = entry.Open();
            using var unpacked = new MemoryStream();
            var buffer = new byte[81920];
            for (int read; (read = packed.Read(buffer)) > 0;)
            {
                unpacked.Write(buffer, 0, read);
                _unpacked += read;
                if (unpacked.Length > MostOfAPart || _unpacked > MostInAll)
                {
                    throw new DocumentException(Sentence.Of("Document.TooLargeInside"));
                }
            }

            return unpacked.ToArray();
        }
        catch (Exception fault) when (fault is InvalidDataException or NotSupportedException or IOException)
        {
            throw new DocumentException(Sentence.Of("Document.Damaged"));
        }
    }
}

/// <summary>What a part of a .docx file refers to.</summary>
/// <param name="Id">Name of the relation within the part.</param>
/// <param name="Type">What it is, as an address whose last segment says it.</param>
/// <param name="Target">Name of a part, or an address.</param>
/// <param name="IsExternal">It is an address.</param>
internal sealed record WordRelation(string Id, string Type, string Target, bool IsExternal);
