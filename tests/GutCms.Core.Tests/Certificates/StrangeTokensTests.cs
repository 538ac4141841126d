using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using GutCms.Core.Certificates;
using GutCms.Core.Keys;
using Microsoft.IdentityModel.Tokens;

namespace GutCms.Core.Tests.Certificates;

/// <summary>Tokens that the site would never make, signed with its own key.</summary>
public sealed class StrangeTokensTests
{
    private static readonly JsonObject KeySet = Jwks.Build([Certificates.Key]);

    private static readonly string Claims = Claimed().ToJsonString();

    [Fact]
    public async Task Is_accepted_when_only_the_signing_is_our_own() => Assert.Empty(await RefusalsAsync(Header(), Claims));

    [Fact]
    public async Task Is_refused_when_the_header_asks_for_something_that_is_not_understood() =>
        Assert.Equal([CertificateRefusal.WrongType], await RefusalsAsync(Header(""", "crit": ["exp"], "exp": 1"""), Claims));

    [Fact]
    public async Task Is_malformed_when_a_member_stands_there_twice() =>
        Assert.Equal([CertificateRefusal.Malformed], await RefusalsAsync(Header(), Claims[..^1] + ""","contentHash":"sha256:0"}"""));

    [Fact]
    public async Task Is_refused_when_nobody_approved()
    {
        var claims = (Certificates.For(Certificates.Delivered()) with { Approvals = [] }).ToClaims();
        claims["iss"] = Certificates.Issuer;

        Assert.Equal([CertificateRefusal.ApprovalMismatch], await RefusalsAsync(Header(), claims.ToJsonString()));
    }

    private static JsonObject Claimed()
    {
        var claims = Certificates.For(Certificates.Delivered()).ToClaims();
        claims["iss"] = Certificates.Issuer;
        return claims;
    }

    private static string Header(string more = "") => $$"""{ "alg": "ES256", "typ": "{{ReviewCertificate.JwsType}}", "kid": "{{Certificates.Key.KeyId}}"{{more}} }""";

    private static async Task<IReadOnlyList<CertificateRefusal>> RefusalsAsync(string header, string payload)
    {
        using var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(Certificates.Key.ExportPkcs8(), out _);
        var signed = Base64UrlEncoder.Encode(header) + "." + Base64UrlEncoder.Encode(payload);
        var jws = signed + "." + Base64UrlEncoder.Encode(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256));
        return [.. (await new CertificateVerifier(new FixedTime(Certificates.Now)).VerifyAsync(jws, new(Certificates.Issuer, KeySet), null)).Refusals];
    }
}
