using System.Globalization;
using GutCms.Core.Certificates;
using GutCms.Core.Diff.Marking;
using GutCms.Core.Dossiers;
using GutCms.Core.Keys;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Policies;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Security;
using GutCms.Core.Texts;
using GutCms.Web.Features.Dossiers;
using GutCms.Web.Features.Keys;
using GutCms.Web.Features.Pictures;
using GutCms.Web.Pages.Admin.Reviewing;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Admin.Dossiers;

/// <summary>Who approved what of an item, when and why: made to be printed, and as a ZIP that verifies itself.</summary>
[AdminPermission(Permissions.PreviewContent, Permissions.AssignReview)]
internal sealed class IndexModel(
    MakeDossier make, ExportDossier export, ISigningKeys keys, SiteIssuer issuer, FindTitles titles, TimeProvider time,
    IStringLocalizer<AdminText> words, IStringLocalizer<DeskText> desk, IStringLocalizer<DossierText> dossierTexts) : AdminPage(words)
{
    /// <summary>The dossier.</summary>
    public DossierMaterial Made { get; private set; } = null!;

    /// <summary>What it says.</summary>
    public Dossier Dossier => Made.Dossier;

    /// <summary>The text, with what had changed in it since the version before.</summary>
    public Proof Text { get; private set; } = null!;

    /// <summary>How the version is presented.</summary>
    public IReadOnlyList<PresentationRow> Presentation { get; private set; } = [];

    /// <summary>In whose name it is signed.</summary>
    public string Issuer => issuer.Name;

    /// <summary>The certificate as the server verifies it; null: there is none.</summary>
    public CertificateVerification? Certificate { get; private set; }

    /// <summary>The certificate as a picture; null: there is none, or it is too long for one.</summary>
    public QrCode? Picture { get; private set; }

    /// <summary>The policy of the review that approved it, or of the last review; null: there was none.</summary>
    public ReviewPolicy? Policy { get; private set; }

    /// <summary>People who both wrote and approved the text.</summary>
    public IReadOnlyList<string> Both { get; private set; } = [];

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(string id, string? version, CancellationToken cancellationToken)
    {
        var made = await make.ExecuteAsync(Actor, new(id, version), cancellationToken);
        if (!made.Succeeded)
        {
            return NotFound();
        }

        Made = made.Value;
        var marked = new TextMarker(new ChangeMarks(DeskChangeWords.Of(desk))).Mark(Made.Content, Made.Changes, [], []);
        Text = new(marked, (string?)Made.Content["language"] ?? "en", null, null);
        var named = await titles.ExecuteAsync(Actor, [.. Made.Presentation.HotArticles.Append(Made.Presentation.SeriesId).OfType<string>()], cancellationToken);
        Presentation = PresentationRows.Of(Made.Presentation, null, named, desk);
        Policy = (Dossier.Approval ?? Dossier.Runs.LastOrDefault()) is { } run ? ReviewPolicyJson.TryRead(run.Policy).Policy : null;
        Both = [.. (Dossier.Approval?.Decisions ?? []).Where(decision => decision.Counts && Dossier.Authors.Any(author => author.UserId == decision.ReviewerId)).Select(decision => decision.PrintedName).Distinct()];
        if (Made.Certificate is { } certificate)
        {
            Certificate = await new CertificateVerifier(time).VerifyAsync(certificate, new(Issuer, Jwks.Build(await keys.GetAllAsync(cancellationToken))), null);
            Picture = QrCode.FindDense(certificate);
        }

        return Page();
    }

    /// <summary>Sends it as a ZIP.</summary>
    public async Task<IActionResult> OnPostAsync(string id, string? version, CancellationToken cancellationToken)
    {
        var outcome = await export.ExecuteAsync(Actor, new(id, version), Explain, cancellationToken);
        return outcome.Succeeded ? File(outcome.Value.Bytes, "application/zip", outcome.Value.Name) : NotFound();
    }

    /// <summary>Where a comment stands, and the words that it is about.</summary>
    public static (string? Place, string? Quote) PlaceOf(CommentThread thread) =>
        thread.Anchor is { } json && GutCms.Core.Comments.CommentAnchor.FromJson(json) is var anchor ? (anchor.BlockId, anchor.Quote is { Length: > 0 } quote ? quote : null) : (null, null);

    private string Explain(DossierMaterial material, DossierSigner signer) => dossierTexts[
        "Readme", ShownTitle.Of(material.Dossier.Item.Title), material.Dossier.Version.Number, signer.Issuer, signer.Key.KeyId, material.Dossier.MadeUtc.ToString("u", CultureInfo.InvariantCulture)];
}
