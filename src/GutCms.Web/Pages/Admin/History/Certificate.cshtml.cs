using System.Text.Json.Nodes;
using GutCms.Core.Certificates;
using GutCms.Core.Reviews;
using GutCms.Core.Security;
using GutCms.Web.Features.Keys;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Admin.History;

/// <summary>The certificate of a live text, verified by the server, and by the browser where scripts run.</summary>
[AdminPermission(Permissions.PreviewContent, Permissions.AssignReview)]
internal sealed class CertificateModel(GetReview look, GetReviewText read, ISigningKeys keys, SiteIssuer issuer, TimeProvider time, IStringLocalizer<AdminText> words) : AdminPage(words)
{
    /// <summary>How the item stands.</summary>
    public ReviewView View { get; private set; } = null!;

    /// <summary>The certificate in compact form.</summary>
    public string Jws { get; private set; } = "";

    /// <summary>The site itself, in whose name a certificate has to be signed.</summary>
    public string Issuer => issuer.Name;

    /// <summary>What the server found.</summary>
    public CertificateVerification Verification { get; private set; } = null!;

    /// <summary>The text that it vouches for, as delivered: <c>id</c>, <c>versionId</c>, <c>contentHash</c>, <c>content</c>.</summary>
    public string Delivered { get; private set; } = "";

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(string id, CancellationToken cancellationToken)
    {
        var view = await look.ExecuteAsync(Actor, id, cancellationToken);
        var text = await read.ExecuteAsync(Actor, new(id, Subject.Published), cancellationToken);
        if (view.Value is not { Published: { Certificate: { } certificate } live } found || !text.Succeeded)
        {
            return NotFound();
        }

        (View, Jws) = (found, certificate);
        var delivered = new JsonObject
        {
            ["id"] = id,
            ["versionId"] = live.VersionId,
            ["contentHash"] = live.ContentHash,
            ["content"] = text.Value.Content.DeepClone(),
        };
        Delivered = delivered.ToJsonString();
        Verification = await new CertificateVerifier(time).VerifyAsync(certificate, new(Issuer, Jwks.Build(await keys.GetAllAsync(cancellationToken))), delivered);
        return Page();
    }
}
