using System.Text.Json.Nodes;
using GutCms.Core.Certificates;
using GutCms.Core.Keys;
using GutCms.Core.Reviews.Certifying;
using GutCms.Core.Reviews.Model;

namespace GutCms.Core.Tests.Certificates;

public class IssuingACertificateTests
{
    private static readonly ReviewCertificate Certificate = Certificates.For(Certificates.Delivered());

    [Fact]
    public async Task Reads_back_every_claim_when_issued()
    {
        var jws = CertificateIssuer.Issue(Certificate, Certificates.Key, Certificates.Issuer);

        var result = await new CertificateVerifier(new FixedTime(Certificates.Now)).VerifyAsync(jws, new(Certificates.Issuer, Jwks.Build([Certificates.Key])), null);

        Assert.True(result.Valid);
        Assert.Equal(Certificate.Approvals, result.Certificate!.Approvals);
        Assert.Equal(Certificate with { Approvals = [] }, result.Certificate with { Approvals = [] });
        Assert.Equal((Certificates.Issuer, Certificates.Key.KeyId), (result.Issuer, result.KeyId));
    }

    [Fact]
    public async Task Holds_exactly_the_documented_members_when_issued()
    {
        var jws = CertificateIssuer.Issue(Certificate with { IssuedAt = Certificates.Now.AddMilliseconds(7) }, Certificates.Key, Certificates.Issuer);

        var header = JsonNode.Parse(Microsoft.IdentityModel.Tokens.Base64UrlEncoder.Decode(jws.Split('.')[0]))!.AsObject();
        var payload = (await CompactJws.VerifyAsync(jws, Jwks.Build([Certificates.Key]), ReviewCertificate.JwsType)).Payload!;

        Assert.Equal(["alg", "kid", "typ"], header.Select(member => member.Key).Order());
        Assert.Equal(
            ["approvals", "contentHash", "contentItemId", "contentItemVersionId", "disclaimer", "iat", "iss", "issuedAt", "nextReview", "policy"],
            payload.Select(member => member.Key).Order());
        Assert.Equal(
            """{"stage":"Medical","role":"MedicalReviewer","printedName":"Dr. Ada Example","credential":"MD","meaning":"I approve the medical accuracy of this text","decidedUtc":"2026-03-01T08:00:00Z","contentHash":""" + $"\"{Certificate.ContentHash}\"}}",
            payload["approvals"]![0]!.ToJsonString());
        Assert.Equal("2026-03-01T09:00:00Z", payload["issuedAt"]!.GetValue<string>());
        Assert.Equal(1772355600, payload["iat"]!.GetValue<long>());
    }

    [Fact]
    public async Task Keeps_nulls_when_there_is_no_credential_disclaimer_or_next_review()
    {
        var bare = Certificate with { Disclaimer = null, NextReview = null, Approvals = [Certificate.Approvals[0] with { Credential = null }] };

        var result = await new CertificateVerifier(new FixedTime(Certificates.Now)).VerifyAsync(CertificateIssuer.Issue(bare, Certificates.Key, Certificates.Issuer), new(Certificates.Issuer, Jwks.Build([Certificates.Key])), null);

        Assert.True(result.Valid);
        Assert.Null(result.Certificate!.Disclaimer);
        Assert.Null(result.Certificate.NextReview);
        Assert.Null(result.Certificate.Approvals[0].Credential);
    }

    [Fact]
    public void Is_refused_when_there_is_no_approval() =>
        Assert.Throws<ArgumentException>(() => CertificateIssuer.Issue(Certificate with { Approvals = [] }, Certificates.Key, Certificates.Issuer));

    [Fact]
    public void Is_refused_when_an_approval_is_of_another_text_and_there_is_no_disclaimer() =>
        Assert.Throws<ArgumentException>(() => CertificateIssuer.Issue(Certificate with { ContentHash = "sha256:0", Disclaimer = null }, Certificates.Key, Certificates.Issuer));

    [Fact]
    public async Task Says_so_when_the_disclaimer_was_changed_since_the_approval()
    {
        var jws = CertificateIssuer.Issue(Certificate with { ContentHash = "sha256:0" }, Certificates.Key, Certificates.Issuer);

        var result = await new CertificateVerifier(new FixedTime(Certificates.Now)).VerifyAsync(jws, new(Certificates.Issuer, Jwks.Build([Certificates.Key])), null);

        Assert.True(result.Valid);
        Assert.Contains(CertificateWarning.DisclaimerChangedSinceApproval, result.Warnings);
    }

    [Fact]
    public async Task States_policy_decisions_and_disclaimer_when_a_review_asks_for_it()
    {
        var approval = Certificate.Approvals[0];
        var decision = new Decision(
            "d", "r", Certificate.ContentItemVersionId, approval.ContentHash, approval.Stage, approval.Role, "ada-id", "ada", approval.PrintedName, approval.Credential, DecisionOutcome.Approved, approval.Meaning, true, null, approval.DecidedUtc);
        using var signer = new CertificateSigner(Certificates.Key, Certificates.Issuer);

        var jws = signer.Sign(new(Certificate.ContentItemId, Certificate.ContentItemVersionId, Certificate.ContentHash, new("Article", "1", []), [decision], "disclaimer-version", Certificate.IssuedAt, Certificate.NextReview) { DisclaimerItemId = "disclaimer" });

        var result = await new CertificateVerifier(new FixedTime(Certificates.Now)).VerifyAsync(jws, new(Certificates.Issuer, Jwks.Build([Certificates.Key])), Certificates.Delivered());
        Assert.True(result.Valid);
        Assert.Equal(Certificate.Approvals, result.Certificate!.Approvals);
        Assert.Equal(Certificate with { Approvals = [] }, result.Certificate with { Approvals = [] });
    }

    [Fact]
    public void Is_refused_when_an_instant_is_not_utc() =>
        Assert.Throws<ArgumentException>(() => CertificateIssuer.Issue(Certificate with { IssuedAt = DateTime.SpecifyKind(Certificates.Now, DateTimeKind.Local) }, Certificates.Key, Certificates.Issuer));

    [Fact]
    public void Is_refused_when_the_key_is_retired() =>
        Assert.Throws<InvalidOperationException>(() => CertificateIssuer.Issue(Certificate, Certificates.Key.Retire(Certificates.Now), Certificates.Issuer));

    [Fact]
    public void Is_refused_when_the_private_key_is_not_at_hand() =>
        Assert.Throws<InvalidOperationException>(() => SigningKey.FromPublicKey(Certificates.Key.ExportPublicKey(), Certificates.Now, Certificates.Now).ExportPkcs8());
}
