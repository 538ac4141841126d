using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Json;
using GutCms.Core.Keys;

namespace GutCms.Core.Dossiers;

/// <summary>
/// A dossier as one ZIP that vouches for itself: a signed manifest names the SHA-256 of every other file. Texts, presentations and policies are in RFC 8785 form and called by their
/// hash, so <c>sha256sum</c> says whether they are what was signed.
/// </summary>
public static class DossierArchive
{
    /// <summary><c>typ</c> of the manifest.</summary>
    public const string JwsType = "gutcms-dossier+jwt";

    /// <summary>The signed list of files.</summary>
    public const string Manifest = "manifest.jws";

    /// <summary>What the dossier says.</summary>
    public const string Statement = "dossier.json";

    /// <summary>The certificate of the live text; absent where there is none.</summary>
    public const string Certificate = "certificate.jws";

    /// <summary>The entries of the log, one a line.</summary>
    public const string Log = "log.jsonl";

    /// <summary>How the whole log stood.</summary>
    public const string Checkpoint = "checkpoint.jws";

    /// <summary>That each entry stands in the log; absent where that cannot be shown.</summary>
    public const string Proof = "log-proof.json";

    /// <summary>The keys of the site.</summary>
    public const string KeySet = "jwks.json";

    /// <summary>Folder of texts.</summary>
    public const string Texts = "texts/";

    /// <summary>Folder of policies.</summary>
    public const string Policies = "policies/";

    /// <summary>Folder of presentations.</summary>
    public const string Presentations = "presentations/";

    /// <summary>Name of a file that is called by its hash.</summary>
    /// <param name="folder">One of the folders.</param>
    /// <param name="hash"><c>sha256:</c> and hex.</param>
    public static string NameOf(string folder, string hash) => folder + hash["sha256:".Length..] + ".json";

    /// <summary>Writes one.</summary>
    /// <param name="to">Where to; stays open.</param>
    /// <param name="material">What is in it.</param>
    /// <param name="signer">In whose name it is signed.</param>
    /// <param name="further">Files for people to read, by name: how to verify it, and the like.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task WriteAsync(Stream to, DossierMaterial material, DossierSigner signer, IReadOnlyDictionary<string, byte[]> further, CancellationToken cancellationToken)
    {
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal)
        {
            [Statement] = DossierJson.Write(material.Dossier),
            [NameOf(Presentations, material.Dossier.Version.PresentationHash)] = CanonicalJson.Serialize(material.Presentation.ToJson()),
            [Log] = Lines(material.Entries),
            [Checkpoint] = Encoding.ASCII.GetBytes(material.Checkpoint.Sign(signer.Key, signer.Issuer)),
            [KeySet] = Encoding.UTF8.GetBytes(signer.Keys.ToJsonString()),
        };
        Add(files, Texts, material.Texts);
        Add(files, Policies, material.Policies);
        if (material.Certificate is { } certificate)
        {
            files[Certificate] = Encoding.ASCII.GetBytes(certificate);
        }

        if (material.Proof is { } proof)
        {
            files[Proof] = CanonicalJson.Serialize(proof.ToJson());
        }

        foreach (var (name, bytes) in further)
        {
            files.Add(name, bytes);
        }

        files[Manifest] = Encoding.ASCII.GetBytes(CompactJws.Sign(signer.Key, JwsType, Describe(material, signer, files)));
        using var archive = new ZipArchive(to, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var (name, bytes) in files)
        {
            var entry = archive.CreateEntry(name);
            entry.LastWriteTime = new DateTimeOffset(material.Dossier.MadeUtc);
            await using var stream = await entry.OpenAsync(cancellationToken);
            await stream.WriteAsync(bytes, cancellationToken);
        }
    }

    /// <summary><c>sha256:</c> and hex of a file.</summary>
    internal static string HashOf(ReadOnlySpan<byte> bytes) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static JsonObject Describe(DossierMaterial material, DossierSigner signer, SortedDictionary<string, byte[]> files)
    {
        var dossier = material.Dossier;
        var claims = new JsonObject
        {
            ["iss"] = signer.Issuer,
            ["iat"] = new DateTimeOffset(dossier.MadeUtc).ToUnixTimeSeconds(),
            ["contentItemId"] = dossier.Item.ContentItemId,
            ["contentItemVersionId"] = dossier.Version.VersionId,
            ["contentHash"] = dossier.Version.ContentHash,
            ["log"] = new JsonObject { ["sequence"] = material.Checkpoint.Sequence, ["hash"] = material.Checkpoint.Hash, ["entries"] = material.Entries.Count, ["root"] = material.Proof?.Root },
            ["files"] = new JsonObject(files.Select(file => KeyValuePair.Create(file.Key, (JsonNode?)HashOf(file.Value)))),
        };
        if (signer.Trial)
        {
            claims["trial"] = true;
        }

        return claims;
    }

    private static void Add(SortedDictionary<string, byte[]> files, string folder, IReadOnlyDictionary<string, JsonObject> texts)
    {
        foreach (var (hash, json) in texts)
        {
            files[NameOf(folder, hash)] = CanonicalJson.Serialize(json);
        }
    }

    private static byte[] Lines(IReadOnlyList<AuditEntry> entries)
    {
        using var lines = new MemoryStream();
        foreach (var entry in entries)
        {
            lines.Write(CanonicalJson.Serialize(AuditEntryJson.Write(entry)));
            lines.WriteByte((byte)'\n');
        }

        return lines.ToArray();
    }
}

/// <summary>In whose name a dossier is signed.</summary>
/// <param name="Key">The site's current key.</param>
/// <param name="Issuer">Public address of the site.</param>
/// <param name="Trial">The site is a trial, and says so.</param>
/// <param name="Keys">The key set of the site.</param>
public sealed record DossierSigner(SigningKey Key, string Issuer, bool Trial, JsonObject Keys);
