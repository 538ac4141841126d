using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using GutCms.Core.Certificates;
using GutCms.Core.Keys;
using Microsoft.IdentityModel.Tokens;

namespace GutCms.Core.Tests.Certificates;

public class VerifyingACertificateTests
{
    private static readonly JsonObject KeySet = Jwks.Build([Certificates.Key]);
    private static readonly string Jws = CertificateIssuer.Issue(Certificates.For(Certificates.Delivered()), Certificates.Key, Certificates.Issuer);

    [Fact]
    public async Task Is_valid_when_nothing_was_changed()
    {
        var result = await VerifyAsync(Jws, Certificates.Delivered());

        Assert.True(result.Valid);
        Assert.Equal([CertificateWarning.NoStatus], result.Warnings);
    }

    [Fact]
    public async Task Is_valid_when_the_document_is_spelled_differently()
    {
        // Another order of members, escapes and white space: RFC 8785 makes them equal.
        var content = Certificates.Delivered()["content"]!.AsObject();
        var reordered = new JsonObject(content.Reverse().Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone())));
        var spelled = JsonNode.Parse(reordered.ToJsonString(new JsonSerializerOptions { WriteIndented = true }))!;
        var delivered = Certificates.Delivered();
        delivered["content"] = spelled;

        Assert.True((await VerifyAsync(Jws, delivered)).Valid);
    }

    [Fact]
    public async Task Is_valid_when_the_key_was_retired_since()
    {
        var set = Jwks.Build([SigningKey.Create(Certificates.Now), Certificates.Key.Retire(Certificates.Now)]);

        Assert.True((await new CertificateVerifier(new FixedTime(Certificates.Now)).VerifyAsync(Jws, new(Certificates.Issuer, set), Certificates.Delivered())).Valid);
    }

    [Fact]
    public async Task Is_refused_when_a_stranger_signed_an_altered_text_with_a_key_set_of_his_own()
    {
        var stranger = SigningKey.Create(Certificates.Now);
        var altered = Certificates.Delivered();
        altered["content"]!["body"]![0]!["html"] = "<p>Take 100 mg.</p>";
        altered["contentHash"] = Certificates.HashOf(altered["content"]!);
        var jws = CertificateIssuer.Issue(Certificates.For(altered), stranger, "https://mirror.example");

        var result = await new CertificateVerifier(new FixedTime(Certificates.Now)).VerifyAsync(jws, new(Certificates.Issuer, Jwks.Build([stranger])), altered);

        Assert.Equal([CertificateRefusal.IssuerMismatch], result.Refusals);
        Assert.Equal("https://mirror.example", result.Issuer);
    }

    [Theory]
    [InlineData("https://gut.example", true)]
    [InlineData("https://gut.example/", true)]
    [InlineData("HTTPS://GUT.EXAMPLE:443", true)]
    [InlineData("http://gut.example", false)]
    [InlineData("https://gut.example:444", false)]
    [InlineData("https://gut.example/cms", false)]
    [InlineData("https://gut.example.org", false)]
    [InlineData("https://gut.example@other.example", false)]
    [InlineData("gut.example", false)]
    [InlineData("", false)]
    public async Task Compares_issuers_as_addresses(string trusted, bool valid)
    {
        var result = await new CertificateVerifier(new FixedTime(Certificates.Now)).VerifyAsync(Jws, new(trusted, KeySet), Certificates.Delivered());

        Assert.Equal(valid, result.Valid);
    }

    [Theory]
    [InlineData("printedName", "Dr. Eve Example")]
    [InlineData("credential", "Professor")]
    [InlineData("role", "Editor")]
    [InlineData("meaning", "I have seen it")]
    [InlineData("decidedUtc", "2026-03-01T09:00:00Z")]
    public async Task Is_refused_when_an_approval_beside_the_text_is_another(string member, string value)
    {
        var delivered = Certificates.WithReview();
        Assert.True((await VerifyAsync(Jws, delivered)).Valid);
        delivered["review"]!["approvals"]![0]![member] = value;

        Assert.Equal([CertificateRefusal.ApprovalsAltered], (await VerifyAsync(Jws, delivered)).Refusals);
    }

    [Fact]
    public async Task Is_refused_when_an_approval_beside_the_text_was_added_or_left_out()
    {
        var (added, none) = (Certificates.WithReview(), Certificates.WithReview());
        added["review"]!["approvals"]!.AsArray().Add(added["review"]!["approvals"]![0]!.DeepClone());
        none["review"]!["approvals"]!.AsArray().Clear();

        Assert.Equal([CertificateRefusal.ApprovalsAltered], (await VerifyAsync(Jws, added)).Refusals);
        Assert.Equal([CertificateRefusal.ApprovalsAltered], (await VerifyAsync(Jws, none)).Refusals);
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public async Task Is_refused_when_its_key_was_revoked_from_before_or_at_its_issue(int secondsAfterIssue, bool valid)
    {
        var set = Jwks.Build([Certificates.Key.Revoke(Certificates.Now.AddSeconds(secondsAfterIssue), Certificates.Now.AddDays(1))]);

        var result = await new CertificateVerifier(new FixedTime(Certificates.Now)).VerifyAsync(Jws, new(Certificates.Issuer, set), Certificates.Delivered());

        Assert.Equal(valid ? [] : [CertificateRefusal.KeyRevoked], result.Refusals);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("{\"revoked_at\":\"tomorrow\"}")]
    public async Task Is_refused_when_the_mark_of_its_key_cannot_be_read(string mark)
    {
        var set = Jwks.Build([Certificates.Key]);
        set["keys"]![0]!["revoked"] = JsonNode.Parse(mark);

        var result = await new CertificateVerifier(new FixedTime(Certificates.Now)).VerifyAsync(Jws, new(Certificates.Issuer, set), Certificates.Delivered());

        Assert.Equal([CertificateRefusal.KeyRevoked], result.Refusals);
    }

    [Fact]
    public async Task Says_that_it_is_of_a_trial()
    {
        var jws = CertificateIssuer.Issue(Certificates.For(Certificates.Delivered()) with { Trial = true }, Certificates.Key, Certificates.Issuer);

        var result = await VerifyAsync(jws, Certificates.Delivered());

        Assert.Equal((true, true), (result.Valid, result.Certificate!.Trial));
        Assert.Contains(CertificateWarning.Trial, result.Warnings);
    }

    [Fact]
    public Task Is_refused_when_any_byte_of_the_content_is_altered()
    {
        var text = Certificates.Delivered()["content"]!.ToJsonString();
        return Gen.Select(Gen.Int[0, text.Length - 1], Gen.Char.AlphaNumeric).Where((at, with) => char.IsLetterOrDigit(text[at]) && text[at] != with).SampleAsync(async (at, with) =>
        {
            var delivered = Certificates.Delivered();
            JsonNode? altered = null;
            try
            {
                altered = JsonNode.Parse(text[..at] + with + text[(at + 1)..]);
            }
            catch (JsonException)
            {
                // Still refused: content that is no JSON never reaches a reader.
            }

            // The escape \u2013 may be altered to another spelling of the same character.
            if (altered is not null && JsonNode.DeepEquals(altered, delivered["content"]))
            {
                return;
            }

            delivered["content"] = altered;
            Assert.Equal([CertificateRefusal.ContentAltered], (await VerifyAsync(Jws, delivered)).Refusals);
        }, iter: 200);
    }

    [Fact]
    public Task Is_refused_when_any_character_of_the_certificate_is_altered() =>
        Gen.Select(Gen.Int[0, Jws.Length - 1], Gen.Char.AlphaNumeric).Where((at, with) => Jws[at] != with).SampleAsync(async (at, with) =>
        {
            var altered = Jws[..at] + with + Jws[(at + 1)..];

            // The last character of a base64url text may carry bits that mean nothing.
            if (!SameBytes(altered, Jws))
            {
                Assert.False((await VerifyAsync(altered, Certificates.Delivered())).Valid, altered);
            }
        }, iter: 300);

    [Theory]
    [InlineData("id", CertificateRefusal.ItemMismatch)]
    [InlineData("versionId", CertificateRefusal.VersionMismatch)]
    [InlineData("contentHash", CertificateRefusal.HashMismatch)]
    public async Task Is_refused_when_the_document_is_another(string member, CertificateRefusal refusal)
    {
        var delivered = Certificates.Delivered();
        delivered[member] = "other";

        Assert.Equal([refusal], (await VerifyAsync(Jws, delivered)).Refusals);
    }

    [Fact]
    public async Task Says_every_reason_when_content_and_its_hash_are_both_replaced()
    {
        var delivered = Certificates.Delivered();
        delivered["content"] = new JsonObject { ["type"] = "Article" };
        delivered["contentHash"] = Certificates.HashOf(delivered["content"]!);

        Assert.Equal([CertificateRefusal.HashMismatch, CertificateRefusal.ContentAltered], (await VerifyAsync(Jws, delivered)).Refusals);
    }

    [Fact]
    public async Task Is_refused_when_the_site_does_not_list_the_key()
    {
        var result = await new CertificateVerifier(new FixedTime(Certificates.Now)).VerifyAsync(Jws, new(Certificates.Issuer, Jwks.Build([SigningKey.Create(Certificates.Now)])), null);

        Assert.Equal([CertificateRefusal.UnknownKey], result.Refusals);
        Assert.Null(result.Certificate);
    }

    [Fact]
    public async Task Is_refused_when_another_key_borrows_the_id_of_ours()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var input = Forge(new JsonObject { ["alg"] = "ES256", ["typ"] = ReviewCertificate.JwsType, ["kid"] = Certificates.Key.KeyId });
        var forged = input + "." + Base64UrlEncoder.Encode(other.SignData(Encoding.ASCII.GetBytes(input), HashAlgorithmName.SHA256));

        Assert.Equal([CertificateRefusal.BadSignature], (await VerifyAsync(forged, null)).Refusals);
    }

    [Fact]
    public async Task Is_refused_when_the_algorithm_is_none()
    {
        var forged = Forge(new JsonObject { ["alg"] = "none", ["typ"] = ReviewCertificate.JwsType, ["kid"] = Certificates.Key.KeyId }) + ".";

        Assert.Equal([CertificateRefusal.WrongAlgorithm], (await VerifyAsync(forged, null)).Refusals);
    }

    [Fact]
    public async Task Is_refused_when_the_public_key_is_used_as_an_hmac_secret()
    {
        var input = Forge(new JsonObject { ["alg"] = "HS256", ["typ"] = ReviewCertificate.JwsType, ["kid"] = Certificates.Key.KeyId });
        var forged = input + "." + Base64UrlEncoder.Encode(HMACSHA256.HashData(Certificates.Key.ExportPublicKey(), Encoding.ASCII.GetBytes(input)));

        Assert.Equal([CertificateRefusal.WrongAlgorithm], (await VerifyAsync(forged, null)).Refusals);
    }

    [Fact]
    public async Task Is_refused_when_it_brings_its_own_key()
    {
        using var own = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var attacker = SigningKey.FromPkcs8(own.ExportPkcs8PrivateKey(), Certificates.Now, null);
        var input = Forge(new JsonObject { ["alg"] = "ES256", ["typ"] = ReviewCertificate.JwsType, ["kid"] = attacker.KeyId, ["jwk"] = Jwks.Build([attacker])["keys"]![0]!.DeepClone() });
        var forged = input + "." + Base64UrlEncoder.Encode(own.SignData(Encoding.ASCII.GetBytes(input), HashAlgorithmName.SHA256));

        Assert.Equal([CertificateRefusal.UnknownKey], (await VerifyAsync(forged, null)).Refusals);
    }

    [Fact]
    public async Task Is_refused_when_it_is_a_statement_of_another_kind()
    {
        var checkpoint = new Core.Audit.AuditCheckpoint(0, Core.Audit.AuditChain.Genesis, Certificates.Now, 0).Sign(Certificates.Key, Certificates.Issuer);

        Assert.Equal([CertificateRefusal.WrongType], (await VerifyAsync(checkpoint, null)).Refusals);
    }

    [Fact]
    public async Task Is_refused_when_an_approval_in_it_is_of_another_text()
    {
        var certificate = Certificates.For(Certificates.Delivered());
        var claims = (certificate with { Disclaimer = null, Approvals = [certificate.Approvals[0] with { ContentHash = "sha256:0" }] }).ToClaims();
        claims["iss"] = Certificates.Issuer;

        Assert.Equal([CertificateRefusal.ApprovalMismatch], (await VerifyAsync(CompactJws.Sign(Certificates.Key, ReviewCertificate.JwsType, claims), null)).Refusals);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a.b")]
    [InlineData("a.b.c")]
    [InlineData("....")]
    [InlineData("no token")]
    public async Task Is_malformed_when_it_is_no_token(string text) =>
        Assert.Equal([CertificateRefusal.Malformed], (await VerifyAsync(text, null)).Refusals);

    [Fact]
    public async Task Is_malformed_when_a_claim_is_missing()
    {
        var claims = Certificates.For(Certificates.Delivered()).ToClaims();
        claims.Remove("policy");

        Assert.Equal([CertificateRefusal.Malformed], (await VerifyAsync(CompactJws.Sign(Certificates.Key, ReviewCertificate.JwsType, claims), null)).Refusals);
    }

    [Fact]
    public async Task Warns_but_stays_valid_when_the_next_review_is_past()
    {
        var result = await new CertificateVerifier(new FixedTime(Certificates.Now.AddYears(2))).VerifyAsync(Jws, new(Certificates.Issuer, KeySet), Certificates.Delivered());

        Assert.True(result.Valid);
        Assert.Contains(CertificateWarning.ReviewOverdue, result.Warnings);
    }

    private static Task<CertificateVerification> VerifyAsync(string jws, JsonObject? delivered) =>
        new CertificateVerifier(new FixedTime(Certificates.Now)).VerifyAsync(jws, new(Certificates.Issuer, KeySet), delivered);

    private static string Forge(JsonObject header) => Base64UrlEncoder.Encode(header.ToJsonString()) + "." + Jws.Split('.')[1];

    private static bool SameBytes(string left, string right)
    {
        var (one, other) = (left.LastIndexOf('.'), right.LastIndexOf('.'));
        return left[..one] == right[..other] && Decoded(left[(one + 1)..]) is { } bytes && bytes.SequenceEqual(Base64UrlEncoder.DecodeBytes(right[(other + 1)..]));
    }

    private static byte[]? Decoded(string text)
    {
        try
        {
            return Base64UrlEncoder.DecodeBytes(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
