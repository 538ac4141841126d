using System.Globalization;
using System.Text.Json.Nodes;
using GutCms.Core.Certificates;
using GutCms.Core.Certificates.Status;
using GutCms.Core.Delivery;
using GutCms.Core.Keys;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Reviews.Views;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Web.Features.Keys;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Admin.History;

/// <summary>The certificate of a live text, verified by the server, and by the browser where scripts run.</summary>
[AdminPermission(Permissions.PreviewContent, Permissions.AssignReview)]
internal sealed class CertificateModel(
    GetReview look, GetReviewText read, IContentStore store, IDeliveryReader reader, ISigningKeys keys, GetStatusList statuses, SiteIssuer issuer, TimeProvider time, IStringLocalizer<AdminText> words)
    : AdminPage(words)
{
    /// <summary>How the item stands.</summary>
    public ReviewView View { get; private set; } = null!;

    /// <summary>The certificate in compact form.</summary>
    public string Jws { get; private set; } = "";

    /// <summary>The site itself, in whose name a certificate has to be signed.</summary>
    public string Issuer => issuer.Name;

    /// <summary>Path of the status list that the certificate names; null: it names none of this site.</summary>
    public string? StatusListPath { get; private set; }

    /// <summary>What the server found.</summary>
    public CertificateVerification Verification { get; private set; } = null!;

    /// <summary>What it vouches for, as readers get it.</summary>
    public string Delivered { get; private set; } = "";

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(string id, CancellationToken cancellationToken)
    {
        var view = await look.ExecuteAsync(Actor, id, cancellationToken);
        var text = await read.ExecuteAsync(Actor, new(id, Subject.Published), cancellationToken);
        if (view.Value is not { Published.Certificate: { } certificate } found || !text.Succeeded)
        {
            return NotFound();
        }

        (View, Jws) = (found, certificate);
        var delivered = await FindDeliveredAsync(id, cancellationToken);

        // A disclaimer is delivered in another form; its certificate is about the text as it is shown in articles.
        delivered.TryAdd("content", text.Value.Content.DeepClone());
        Delivered = delivered.ToJsonString();
        Verification = await VerifyAsync(certificate, delivered, cancellationToken);
        return Page();
    }

    /// <summary>The document that readers get; an empty one, for which no certificate vouches, where it is held back.</summary>
    private async Task<JsonObject> FindDeliveredAsync(string id, CancellationToken cancellationToken)
    {
        await using var work = await store.ReadAsync(cancellationToken);
        return (await work.FindDeliveryStampsAsync([id], cancellationToken)).TryGetValue(id, out var stamp)
            && await reader.FindAsync(stamp.Kind, stamp.Key, cancellationToken) is { } document
                ? JsonNode.Parse(document.Identity)!.AsObject()
                : [];
    }

    private async Task<CertificateVerification> VerifyAsync(string certificate, JsonObject delivered, CancellationToken cancellationToken)
    {
        var trust = new CertificateTrust(Issuer, Jwks.Build(await keys.GetAllAsync(cancellationToken)));
        var verifier = new CertificateVerifier(time);
        var found = await verifier.VerifyAsync(certificate, trust, delivered);
        if (found.Certificate?.Status?.StatusList?.NumberOf(Issuer) is not { } number)
        {
            return found;
        }

        StatusListPath = StatusListEntry.Path + number.ToString(CultureInfo.InvariantCulture);
        var list = await statuses.ExecuteAsync(number, secondsToKeep: 1, cancellationToken);
        return list.Succeeded ? await verifier.VerifyAsync(certificate, trust with { StatusList = list.Value.Token }, delivered) : found;
    }
}
