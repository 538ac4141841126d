using GutCms.Core.Audit;
using GutCms.Core.Certificates;
using GutCms.Core.Dossiers;
using GutCms.Core.Dossiers.Verifying;
using GutCms.Core.Keys;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Core.Tests.Reviews;
using GutCms.Core.Tests.Reviews.Memory;

namespace GutCms.Core.Tests.Dossiers;

/// <summary>A site with an article that was refused, approved, changed and approved again, and dossiers of it.</summary>
internal sealed class DossierSite
{
    public const string Issuer = "https://gutcms.example";

    public MemorySite Site { get; } = new();

    public string Id { get; private set; } = "";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public CertificateTrust Trust => new(Issuer, Jwks.Build([Site.SigningKey]));

    public static async Task<DossierSite> StartAsync()
    {
        var dossiers = new DossierSite();
        var site = dossiers.Site;
        var id = dossiers.Id = await site.ArticleInAsync(ReviewState.ChangesRequested);
        await site.EditAsync(site.Author, id, "Take 10 mg.");
        Deeds.Done(await site.CommentAsync(site.Reviewer, id));
        await site.ToPublishedAsync(id);
        site.NowUtc = site.NowUtc.AddDays(3);
        await site.EditAsync(site.Author, id, "Take 20 mg.");
        Deeds.Done(await site.SubmitAsync(site.Author, id));
        Deeds.Done(await site.ApproveAsync(site.Reviewer, id));
        Deeds.Done(await site.WithdrawSubmissionAsync(site.Author, id));
        Deeds.Done(await site.SubmitAsync(site.Author, id));
        Deeds.Done(await site.ApproveAsync(site.Reviewer2, id));
        Deeds.Done(await site.PublishAsync(site.Editor, id));
        Deeds.Done(await site.UnpublishAsync(site.Editor, await site.ArticleInAsync(ReviewState.Published, title: "another")));
        return dossiers;
    }

    public Task<Outcome<DossierMaterial>> AskAsync(Actor? actor = null, string? versionId = null) => new MakeDossier(Site.Ports).ExecuteAsync(actor ?? Site.Editor, new(Id, versionId) { WithProof = true }, Token);

    public async Task<DossierMaterial> MakeAsync(string? versionId = null) => Deeds.Done(await AskAsync(null, versionId));

    public async Task<byte[]> ZipAsync(DossierMaterial material, SigningKey? key = null)
    {
        using var zip = new MemoryStream();
        await DossierArchive.WriteAsync(zip, material, new(key ?? Site.SigningKey, Issuer, false, Jwks.Build([key ?? Site.SigningKey])), new Dictionary<string, byte[]> { ["README.txt"] = "Read me."u8.ToArray() }, Token);
        return zip.ToArray();
    }

    public async Task<DossierVerification> VerifyAsync(byte[] zip, CertificateTrust? trust = null, byte[]? export = null)
    {
        using var from = new MemoryStream(zip);
        using var log = export is null ? null : new MemoryStream(export);
        return await new DossierVerifier(Site).VerifyAsync(from, trust, log, Token);
    }

    /// <summary>What a dossier with this material is found to be, signed by the site's own key.</summary>
    public async Task<IEnumerable<DossierFault>> FaultsOfAsync(DossierMaterial material) => (await VerifyAsync(await ZipAsync(material), Trust)).Findings.Select(finding => finding.Fault).Distinct();

    public async Task<byte[]> ExportAsync(IEnumerable<AuditEntry>? entries = null)
    {
        using var export = new MemoryStream();
        await AuditExport.WriteAsync(export, (entries ?? Site.State.Audit).ToAsyncEnumerable(), Site.SigningKey, Issuer, Site.NowUtc, Token);
        return export.ToArray();
    }
}
