using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using GutCms.Core.Certificates.Status;
using GutCms.Core.Keys;

namespace GutCms.Core.Certificates;

/// <summary>The policy that a version satisfied.</summary>
/// <param name="ContentType">Content type it applies to.</param>
/// <param name="Version">Version of the policy.</param>
public sealed record CertifiedPolicy(string ContentType, string Version);

/// <summary>One approval, as it was signed.</summary>
/// <param name="Stage">Stage of the policy.</param>
/// <param name="Role">Role in which the reviewer decided.</param>
/// <param name="PrintedName">Name of the reviewer.</param>
/// <param name="Credential">Professional credential, for example <c>MD</c>; null when none is on record.</param>
/// <param name="Meaning">What the signature says.</param>
/// <param name="DecidedUtc">When, UTC.</param>
/// <param name="ContentHash">Content hash of what was approved. Another than the certificate's when the disclaimer was changed editorially since.</param>
public sealed record CertifiedApproval(string Stage, string Role, string PrintedName, string? Credential, string Meaning, DateTime DecidedUtc, string ContentHash)
{
    /// <summary>Hash of the presentation that was approved with the text; null, and left out: none was, because the site did not bind presentations yet.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? PresentationHash { get; init; }
}

/// <summary>The disclaimer that the version is shown with.</summary>
/// <param name="ContentItemId">The disclaimer; null when the issuer did not say.</param>
/// <param name="VersionId">Its version.</param>
public sealed record CertifiedDisclaimer(string? ContentItemId, string VersionId);

/// <summary>A change of the disclaimer after the approvals: its reviewers signed that it is editorial, so the approvals stand for the text with the new words.</summary>
/// <param name="FromVersionId">The version of the disclaimer before.</param>
/// <param name="ToVersionId">The version since.</param>
/// <param name="Change"><c>editorial</c>.</param>
/// <param name="ReviewId">The review of the disclaimer in which that was signed.</param>
/// <param name="ChangedUtc">When the new words came into the text, UTC.</param>
public sealed record CertifiedDisclaimerChange(string FromVersionId, string ToVersionId, string Change, string ReviewId, DateTime ChangedUtc);

/// <summary>What a review certificate states: these reviewers approved exactly this text.</summary>
/// <param name="ContentItemId">The item.</param>
/// <param name="ContentItemVersionId">Its version.</param>
/// <param name="ContentHash"><c>sha256:</c> and 64 hex digits over the RFC 8785 form of the delivered <c>content</c>.</param>
/// <param name="Policy">The policy.</param>
/// <param name="Approvals">Approvals in the order in which they were given; at least one.</param>
/// <param name="Disclaimer">The disclaimer; null when the type has none.</param>
/// <param name="IssuedAt">When it was issued, UTC, whole seconds.</param>
/// <param name="NextReview">When the text is to be reviewed again, UTC; null when the policy does not say.</param>
public sealed record ReviewCertificate(
    string ContentItemId,
    string ContentItemVersionId,
    string ContentHash,
    CertifiedPolicy Policy,
    ImmutableArray<CertifiedApproval> Approvals,
    CertifiedDisclaimer? Disclaimer,
    DateTime IssuedAt,
    DateTime? NextReview)
{
    /// <summary>
    /// <c>sha256:</c> and 64 hex digits over the RFC 8785 form of the delivered <c>presentation</c>: address, series, position in it, Hot Articles. Null, and left out: the certificate says nothing of it.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? PresentationHash { get; init; }

    /// <summary>
    /// True: the reviewers signed this presentation. False: they signed another, or none, and the site has put the change on record. Null, and left out: as <see cref="PresentationHash"/>.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? PresentationSigned { get; init; }

    /// <summary>True: signed by a site that only its own machine can reach, for trying it out; null, and left out: by any other.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Trial { get; init; }

    /// <summary>
    /// Two administrators stood behind whatever could weaken the review when it was issued. False: one alone could; null: the site does not say.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? FourEyesAdministration { get; init; }

    /// <summary>Where it can be asked how it stands; null, and left out: nowhere.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CertificateStatusClaim? Status { get; init; }

    /// <summary>Editorial changes of the disclaimer since the approvals, oldest first; null, and left out: none that is on record.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<CertifiedDisclaimerChange>? DisclaimerChanges { get; init; }

    /// <summary><c>typ</c> of a certificate.</summary>
    public const string JwsType = "gutcms-review+jwt";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true };

    /// <summary>The claims, camelCase, nulls included; without <c>iss</c> and <c>iat</c>.</summary>
    public JsonObject ToClaims() => JsonSerializer.SerializeToNode(this, Json)!.AsObject();

    /// <summary>Reads the claims; further members (<c>iss</c>, <c>iat</c>) are passed over.</summary>
    /// <exception cref="FormatException">A claim is missing or has the wrong JSON type.</exception>
    public static ReviewCertificate FromClaims(JsonObject claims)
    {
        try
        {
            var certificate = claims.Deserialize<ReviewCertificate>(Json) ?? throw new FormatException("No claims.");
            return certificate.Approvals.IsDefault ? throw new FormatException("No approvals.") : certificate;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            throw new FormatException("Not the claims of a review certificate: " + fault.Message, fault);
        }
    }
}

/// <summary>Issues certificates.</summary>
public static class CertificateIssuer
{
    /// <summary>Signs a certificate: a compact JWS, ES256, header <c>typ</c> = <see cref="ReviewCertificate.JwsType"/> and <c>kid</c>.</summary>
    /// <param name="certificate">What it states.</param>
    /// <param name="key">The site's current key.</param>
    /// <param name="issuer">Public address of the site, claim <c>iss</c>.</param>
    /// <exception cref="ArgumentException">There is no approval, an approval is of another content hash though there is no disclaimer that could have changed since, or an instant is not UTC: such a certificate would state something untrue.</exception>
    /// <exception cref="InvalidOperationException">The key is retired or has no private part.</exception>
    public static string Issue(ReviewCertificate certificate, SigningKey key, string issuer)
    {
        if (certificate.Approvals.IsDefaultOrEmpty)
        {
            throw new ArgumentException("A certificate needs an approval.", nameof(certificate));
        }

        if (certificate.Disclaimer is null && certificate.Approvals.FirstOrDefault(approval => approval.ContentHash != certificate.ContentHash) is { } stray)
        {
            throw new ArgumentException($"The approval of stage '{stray.Stage}' is of another text.", nameof(certificate));
        }

        if (certificate.IssuedAt.Kind != DateTimeKind.Utc || certificate.NextReview is { Kind: not DateTimeKind.Utc } || certificate.Approvals.Any(approval => approval.DecidedUtc.Kind != DateTimeKind.Utc))
        {
            throw new ArgumentException("An instant is not UTC.", nameof(certificate));
        }

        var issued = new DateTime(certificate.IssuedAt.Ticks - (certificate.IssuedAt.Ticks % TimeSpan.TicksPerSecond), DateTimeKind.Utc);
        var claims = (certificate with { IssuedAt = issued }).ToClaims();
        claims["iss"] = issuer;
        claims["iat"] = new DateTimeOffset(issued).ToUnixTimeSeconds();
        return CompactJws.Sign(key, ReviewCertificate.JwsType, claims);
    }
}
