using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Dossiers;
using GutCms.Core.Keys;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Web.Features.Keys;

namespace GutCms.Web.Features.Dossiers;

/// <summary>Makes a dossier as a signed ZIP. On record with its SHA-256, so that it can be told later which were given out.</summary>
internal sealed class ExportDossier(MakeDossier make, IContentStore store, ISigningKeys keys, SiteIssuer issuer, TimeProvider time)
{
    /// <summary>A file.</summary>
    /// <param name="Name">Name for the file.</param>
    /// <param name="Bytes">The ZIP.</param>
    public sealed record Result(string Name, byte[] Bytes);

    /// <summary>Makes it.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="request">For what.</param>
    /// <param name="explain">Says for people what the files are and how to verify them; it is given the site and the key.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<Outcome<Result>> ExecuteAsync(Actor actor, MakeDossier.Request request, Func<DossierMaterial, DossierSigner, string> explain, CancellationToken cancellationToken)
    {
        var made = await make.ExecuteAsync(actor, request with { WithProof = true }, cancellationToken);
        if (!made.Succeeded)
        {
            return made.Refusal;
        }

        var (material, dossier) = (made.Value, made.Value.Dossier);
        var signer = new DossierSigner(await keys.GetCurrentAsync(cancellationToken), issuer.Name, issuer.IsTrial, Jwks.Build(await keys.GetAllAsync(cancellationToken)));
        using var zip = new MemoryStream();
        await DossierArchive.WriteAsync(zip, material, signer, new Dictionary<string, byte[]> { ["README.txt"] = Encoding.UTF8.GetBytes(explain(material, signer)) }, cancellationToken);
        var bytes = zip.ToArray();
        await using var work = await store.BeginAsync(cancellationToken);
        await work.Audit.AppendAsync(
            new(time.GetUtcNow().UtcDateTime, actor, AuditActions.ContentDossier)
            {
                ContentItemId = dossier.Item.ContentItemId,
                VersionId = dossier.Version.VersionId,
                ContentHash = dossier.Version.ContentHash,
                Details = new JsonObject { ["scope"] = dossier.Scope.ToString(), ["entries"] = material.Entries.Count, ["sha256"] = Convert.ToHexStringLower(SHA256.HashData(bytes)) },
            },
            cancellationToken);
        await work.CommitAsync(cancellationToken);
        return new Result(NameOf(dossier), bytes);
    }

    private static string NameOf(Dossier dossier)
    {
        var slug = dossier.Item.Path is { } path ? path[(path.LastIndexOf('/') + 1)..] : dossier.Item.ContentItemId;
        var plain = new string([.. slug.Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-')]);
        return string.Create(CultureInfo.InvariantCulture, $"dossier-{plain}-v{dossier.Version.Number}-{dossier.MadeUtc:yyyyMMdd}.zip");
    }
}
