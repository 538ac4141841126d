using System.Text.Json;
using System.Text.Json.Nodes;
using GutCms.Core.Certificates;
using GutCms.Core.Json;
using GutCms.Core.Reviews.Model;

namespace GutCms.Core.Dossiers.Verifying;

/// <summary>Compares what a dossier states with the texts, policies and the certificate in it.</summary>
internal sealed class DossierStatement(DossierFiles files, Dossier dossier, JsonObject claims, List<DossierFinding> findings)
{
    private static readonly string[] Folders = [DossierArchive.Texts, DossierArchive.Policies, DossierArchive.Presentations];

    /// <summary>That every text is the one by which it is called, and that the statement names them so.</summary>
    public void CompareTexts()
    {
        foreach (var name in files.All.Keys.Where(name => Folders.Any(folder => name.StartsWith(folder, StringComparison.Ordinal))))
        {
            var folder = Folders.First(folder => name.StartsWith(folder, StringComparison.Ordinal));
            if (HashOf(name) is not { } hash || DossierArchive.NameOf(folder, hash) != name)
            {
                findings.Add(new(DossierFault.TextAltered, $"{name} does not have the hash by which it is called."));
            }
        }

        Require(DossierArchive.Texts, dossier.Version.ContentHash, "The text of the version");
        Require(DossierArchive.Presentations, dossier.Version.PresentationHash, "The presentation of the version");
        if (dossier.Before is { } before)
        {
            Require(DossierArchive.Texts, before.ContentHash, "The text of the version before");
        }

        foreach (var run in dossier.Runs.Where(run => run.PolicyHash is not null && Read(DossierArchive.Policies, run.PolicyHash) is { } policy && !SameVersion(policy, run.Policy)))
        {
            findings.Add(new(DossierFault.TextAltered, $"The policy of review {run.ReviewId} is not the one with the hash {run.PolicyHash}."));
        }

        if (Text(claims["contentItemId"]) != dossier.Item.ContentItemId || Text(claims["contentItemVersionId"]) != dossier.Version.VersionId || Text(claims["contentHash"]) != dossier.Version.ContentHash)
        {
            findings.Add(new(DossierFault.TextAltered, $"{DossierArchive.Statement} is about another text than the manifest."));
        }
    }

    /// <summary>That the certificate vouches for the text, and that each of its approvals stands in the statement.</summary>
    /// <returns>What was found; null: there is none.</returns>
    public async Task<CertificateVerification?> CompareCertificateAsync(CertificateVerifier verifier, CertificateTrust trust)
    {
        if (!files.All.ContainsKey(DossierArchive.Certificate))
        {
            return null;
        }

        var found = await verifier.VerifyAsync(files.Text(DossierArchive.Certificate), trust, new JsonObject
        {
            ["id"] = dossier.Item.ContentItemId,
            ["versionId"] = dossier.Version.VersionId,
            ["contentHash"] = dossier.Version.ContentHash,
            ["content"] = Read(DossierArchive.Texts, dossier.Version.ContentHash),
            ["presentation"] = Read(DossierArchive.Presentations, dossier.Version.PresentationHash),
            ["presentationHash"] = dossier.Version.PresentationHash,
        });
        findings.AddRange(found.Refusals.Select(refusal => new DossierFinding(DossierFault.CertificateRefused, $"The certificate does not hold: {refusal}.")));
        findings.AddRange((found.Certificate?.Approvals ?? []).Where(approval => !dossier.Runs.SelectMany(run => run.Decisions).Any(decision => IsSame(decision, approval)))
            .Select(approval => new DossierFinding(DossierFault.CertificateRefused, $"{DossierArchive.Statement} does not tell of the approval by {approval.PrintedName} in stage {approval.Stage}.")));
        return found;
    }

    private static bool IsSame(Decision decision, CertifiedApproval approval) =>
        decision.Counts && (decision.Stage, decision.Role, decision.PrintedName, decision.Credential, decision.Meaning, decision.ContentHash)
            == (approval.Stage, approval.Role, approval.PrintedName, approval.Credential, approval.Meaning, approval.ContentHash)
        && decision.DecidedUtc.Ticks / TimeSpan.TicksPerSecond == approval.DecidedUtc.Ticks / TimeSpan.TicksPerSecond;

    /// <summary>A policy that was filed with fewer members means what the review has written out.</summary>
    private static bool SameVersion(JsonObject policy, JsonObject written)
    {
        var (read, fault) = Reviews.Policies.ReviewPolicyJson.TryRead(policy);
        return fault is null && JsonNode.DeepEquals(Reviews.Policies.ReviewPolicyJson.Write(read!), written);
    }

    private void Require(string folder, string hash, string what)
    {
        if (Read(folder, hash) is null)
        {
            findings.Add(new(DossierFault.TextAltered, $"{what} is not in it."));
        }
    }

    private JsonObject? Read(string folder, string hash) => hash.StartsWith("sha256:", StringComparison.Ordinal) ? files.Json(DossierArchive.NameOf(folder, hash)) : null;

    private string? HashOf(string name)
    {
        try
        {
            return files.Json(name) is { } json && CanonicalJson.Hash(json) is var hash && hash == DossierArchive.HashOf(files.All[name]) ? hash : null;
        }
        catch (CanonicalJsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonNode? node) => node is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;
}
