using System.Text.Json;
using System.Text.Json.Nodes;
using GutCms.Core.Certificates;
using GutCms.Core.Keys;

namespace GutCms.Core.Dossiers.Verifying;

/// <summary>Verifies a dossier without the site: that nothing in it was changed since it was signed, and that its parts say the same.</summary>
public sealed class DossierVerifier(TimeProvider time)
{
    /// <summary>Verifies one.</summary>
    /// <param name="from">The ZIP.</param>
    /// <param name="trust">Whose word counts. Null: the site that it names, by the keys that are in it, so that whoever reads has to compare key and site.</param>
    /// <param name="export">An export of the site's log to look its entries up in; null: none.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<DossierVerification> VerifyAsync(Stream from, CertificateTrust? trust, Stream? export, CancellationToken cancellationToken)
    {
        DossierFiles files;
        try
        {
            files = await DossierFiles.ReadAsync(from, cancellationToken);
        }
        catch (FormatException fault)
        {
            return new([new(DossierFault.Unreadable, fault.Message)]);
        }

        var keys = trust?.Keys ?? files.Json(DossierArchive.KeySet) ?? [];
        var manifest = await ReadManifestAsync(files.Text(DossierArchive.Manifest), keys);
        if (manifest.Payload is not { } claims)
        {
            return new([new(DossierFault.ManifestForged, $"{DossierArchive.Manifest} is not signed by a key of the site ({manifest.Refusal}).")]);
        }

        var findings = new List<DossierFinding>();
        var issuer = Text(claims["iss"]) ?? "";
        if (trust?.IsIssuer(issuer) == false)
        {
            findings.Add(new(DossierFault.IssuerMismatch, $"It is signed in the name of {issuer}, and {trust.Issuer} is trusted."));
        }

        CompareFiles(files, claims, findings);
        var result = new DossierVerification(findings) { Issuer = issuer, KeyId = manifest.KeyId, Trial = claims["trial"] is JsonValue trial && trial.GetValueKind() == JsonValueKind.True };
        if (findings.Count > 0)
        {
            // What was changed afterwards says nothing worth comparing.
            return result;
        }

        Dossier dossier;
        try
        {
            dossier = DossierJson.Read(files.All.GetValueOrDefault(DossierArchive.Statement));
        }
        catch (FormatException fault)
        {
            return new([new(DossierFault.Unreadable, fault.Message)]);
        }

        var site = trust ?? new CertificateTrust(issuer, keys);
        var statement = new DossierStatement(files, dossier, claims, findings);
        statement.CompareTexts();
        var certificate = await statement.CompareCertificateAsync(new CertificateVerifier(time), site);
        var log = new DossierLog(files, dossier, findings);
        await log.CompareAsync(site.Keys, claims["log"] as JsonObject ?? []);
        if (export is not null)
        {
            await log.CompareWithAsync(export, site.Keys, cancellationToken);
        }

        return result with { Dossier = dossier, Certificate = certificate, Entries = log.Count, LogLength = log.Length, LogRoot = log.Root };
    }

    /// <summary>The key set can be the dossier's own, so anybody's.</summary>
    private static async Task<JwsResult> ReadManifestAsync(string manifest, JsonObject keys)
    {
        try
        {
            return await CompactJws.VerifyAsync(manifest, keys, DossierArchive.JwsType);
        }
        catch (Exception fault) when (fault is ArgumentException or JsonException or InvalidOperationException)
        {
            return new(null, null, JwsRefusal.UnknownKey);
        }
    }

    private static void CompareFiles(DossierFiles files, JsonObject claims, List<DossierFinding> findings)
    {
        var named = claims["files"] as JsonObject ?? [];
        foreach (var (name, hash) in named)
        {
            if (!files.All.TryGetValue(name, out var bytes))
            {
                findings.Add(new(DossierFault.FileMissing, $"{name} is missing."));
            }
            else if (DossierArchive.HashOf(bytes) != Text(hash))
            {
                findings.Add(new(DossierFault.FileAltered, $"{name} is not the file that was signed."));
            }
        }

        findings.AddRange(files.All.Keys.Where(name => name != DossierArchive.Manifest && !named.ContainsKey(name))
            .Select(name => new DossierFinding(DossierFault.FileUnexpected, $"{name} does not belong to it.")));
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;
}
