using System.Security.Cryptography;
using System.Text.Json.Nodes;
using GutCms.Core.Certificates;
using GutCms.Core.Content;

namespace GutCms.Web.Tests.Certificates;

/// <summary>A certificate is worth what a stranger can check: here with the npm packages jose and canonicalize, in tests/jose-verify.</summary>
public class VerifyingWithAStockLibraryTests
{
    private static readonly DateTime Now = new(2026, 3, 1, 9, 0, 0, DateTimeKind.Utc);

    [Fact]
    public async Task Is_valid_when_nothing_was_changed()
    {
        var (exitCode, result) = await VerifyAsync(_ => { });

        Assert.Equal(0, exitCode);
        Assert.Empty(result["faults"]!.AsArray());
        Assert.Equal("ES256", result["protectedHeader"]!["alg"]!.GetValue<string>());
        Assert.Equal("Dr. Ada Example", result["claims"]!["approvals"]![0]!["printedName"]!.GetValue<string>());
    }

    [Fact]
    public async Task Is_refused_when_the_dose_was_altered()
    {
        var (exitCode, result) = await VerifyAsync(input => input["delivered"]!["content"]!["body"]![0]!["html"] = "<p>Take 100 mg.</p>");

        Assert.Equal(1, exitCode);
        Assert.Contains("content altered", result["faults"]!.AsArray().Select(fault => fault!.GetValue<string>()));
    }

    [Fact]
    public async Task Is_refused_when_the_key_is_not_listed()
    {
        var (exitCode, result) = await VerifyAsync(input => input["jwks"] = Jwks.Build([SigningKey.Create(Now)]));

        Assert.Equal(1, exitCode);
        Assert.Equal("ERR_JWKS_NO_MATCHING_KEY", result["faults"]![0]!.GetValue<string>());
    }

    private static Task<(int ExitCode, JsonNode Result)> VerifyAsync(Action<JsonObject> change)
    {
        var input = Input();
        change(input);
        return StockLibrary.VerifyAsync(input);
    }

    private static JsonObject Input()
    {
        // Numbers, escapes and characters beyond the BMP, where canonical forms differ if they differ at all.
        var content = JsonNode.Parse("""{"type":"Article","title":"Gut–brain \u0007 \"𝛼\" €","body":[{"kind":"section","html":"<p>Take 10&nbsp;mg.</p>"}],"fields":{"dose":1e21,"ratio":0.1,"count":10.0}}""")!;
        var hash = "sha256:" + Convert.ToHexStringLower(SHA256.HashData(CanonicalJson.Serialize(content)));
        var key = SigningKey.Create(Now);
        var certificate = new ReviewCertificate(
            "item", "version", hash, new("Article", "1"), [new("Medical", "MedicalReviewer", "Dr. Ada Example", "MD", "I approve", Now, hash)], null, Now, null);
        return new JsonObject
        {
            ["issuer"] = "https://gut.example",
            ["certificate"] = CertificateIssuer.Issue(certificate, key, "https://gut.example"),
            ["jwks"] = Jwks.Build([key]),
            ["delivered"] = new JsonObject { ["id"] = "item", ["versionId"] = "version", ["contentHash"] = hash, ["content"] = content },
        };
    }
}
