using System.Security.Cryptography;
using System.Text.Json.Nodes;
using GutCms.Core.Certificates;
using GutCms.Core.Certificates.Status;
using GutCms.Core.Json;
using GutCms.Core.Keys;

namespace GutCms.Web.Tests.Certificates;

/// <summary>A certificate is worth what a stranger can check: here with the npm packages jose and canonicalize, in tests/jose-verify.</summary>
public class VerifyingWithAStockLibraryTests
{
    private const string List = "https://gut.example/status-lists/1";

    private static readonly DateTime Now = new(2026, 3, 1, 9, 0, 0, DateTimeKind.Utc);

    private static readonly SigningKey Key = SigningKey.Create(Now);

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

    [Theory]
    [InlineData("printedName", "Dr. Eve Example")]
    [InlineData("credential", null)]
    [InlineData("role", "Lawyer")]
    [InlineData("meaning", "I have read this")]
    [InlineData("decidedUtc", "2026-03-01T09:00:01Z")]
    public async Task Is_refused_when_the_approvals_beside_the_text_are_others(string member, string? value)
    {
        var (exitCode, result) = await VerifyAsync(input => input["delivered"]!["review"]!["approvals"]![0]![member] = value);

        Assert.Equal(1, exitCode);
        Assert.Equal("approvals altered", (string?)Assert.Single(result["faults"]!.AsArray()));
        Assert.Equal(1, (await VerifyAsync(input => input["delivered"]!["review"]!["approvals"]!.AsArray().Clear())).ExitCode);
    }

    [Theory]
    [InlineData("""{"slug":"twice-the-dose"}""")]
    [InlineData("""{"series":{"id":"other","slug":"gut"}}""")]
    [InlineData("""{"series":{"slug":"gut"}}""")]
    [InlineData("""{"hotArticles":[{"id":"second"},{"id":"first"}]}""")]
    [InlineData("""{"hotArticles":[{"id":"third"}]}""")]
    [InlineData("""{"presentation":{"path":"articles/gut","series":"series","hotArticles":["second","first"]}}""")]
    [InlineData("""{"presentation":null}""")]
    public async Task Is_refused_when_what_stands_around_the_text_is_another(string change)
    {
        var (exitCode, result) = await VerifyAsync(input => Change(input, change));

        Assert.Equal(1, exitCode);
        Assert.Equal("presentation altered", (string?)Assert.Single(result["faults"]!.AsArray()));
        var input = Input();
        Change(input, change);
        var found = await new CertificateVerifier(TimeProvider.System).VerifyAsync((string)input["certificate"]!, new("https://gut.example", input["jwks"]!.AsObject()), input["delivered"]!.AsObject());
        Assert.Equal([CertificateRefusal.PresentationAltered], found.Refusals);
    }

    [Fact]
    public async Task Holds_when_a_series_or_a_hot_article_is_not_published()
    {
        const string unpublished = """{"series":null,"hotArticles":[{"id":"second"}]}""";

        Assert.Equal(0, (await VerifyAsync(input => Change(input, unpublished))).ExitCode);
    }

    private static void Change(JsonObject input, string change)
    {
        foreach (var (member, value) in JsonNode.Parse(change)!.AsObject())
        {
            input["delivered"]![member] = value?.DeepClone();
        }
    }

    [Theory]
    [InlineData(CertificateStatus.Valid, "valid")]
    [InlineData(CertificateStatus.Invalid, "withdrawn or revoked")]
    [InlineData(CertificateStatus.Superseded, "superseded")]
    public async Task Says_how_the_certificate_stands(CertificateStatus status, string expected)
    {
        var (exitCode, result) = await VerifyAsync(input => input["statusList"] = ListOf(status));

        Assert.Equal(expected, (string?)result["status"]);
        Assert.Equal(status == CertificateStatus.Valid ? 0 : 1, exitCode);
        Assert.Equal("not checked", (string?)(await VerifyAsync(_ => { })).Result["status"]);
    }

    [Fact]
    public async Task Is_refused_when_the_status_list_is_another()
    {
        var (exitCode, result) = await VerifyAsync(input => input["statusList"] = ListOf(CertificateStatus.Valid, "https://gut.example/status-lists/2"));

        Assert.Equal(1, exitCode);
        Assert.Contains("status list unreadable", result["faults"]!.AsArray().Select(fault => fault!.GetValue<string>()));
    }

    private static string ListOf(CertificateStatus status, string uri = List) => CompactJws.Sign(
        Key, StatusListToken.JwsType, StatusListToken.Claims(uri, TimeProvider.System.GetUtcNow().ToUnixTimeSeconds(), 30, StatusList.Write(8, [new(5, status)])));

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
        var presentation = JsonNode.Parse("""{"path":"articles/gut","series":"series","hotArticles":["first","second"]}""")!;
        var presentationHash = "sha256:" + Convert.ToHexStringLower(SHA256.HashData(CanonicalJson.Serialize(presentation)));
        var certificate = new ReviewCertificate(
            "item", "version", hash, new("Article", "1"), [new("Medical", "MedicalReviewer", "Dr. Ada Example", "MD", "I approve", Now, hash)], null, Now, null)
        { Status = new(new(5, List)), PresentationHash = presentationHash, PresentationSigned = true };
        return new JsonObject
        {
            ["issuer"] = "https://gut.example",
            ["certificate"] = CertificateIssuer.Issue(certificate, Key, "https://gut.example"),
            ["jwks"] = Jwks.Build([Key]),
            ["delivered"] = new JsonObject
            {
                ["id"] = "item",
                ["versionId"] = "version",
                ["contentHash"] = hash,
                ["content"] = content,
                ["review"] = Review(),
                ["slug"] = "gut",
                ["presentation"] = presentation,
                ["presentationHash"] = presentationHash,
                ["series"] = new JsonObject { ["id"] = "series", ["slug"] = "gut" },
                ["hotArticles"] = new JsonArray(new JsonObject { ["id"] = "first" }, new JsonObject { ["id"] = "second" }),
            },
        };
    }

    private static JsonObject Review() => JsonNode.Parse(
        """{"approvals":[{"printedName":"Dr. Ada Example","credential":"MD","role":"MedicalReviewer","meaning":"I approve","decidedUtc":"2026-03-01T09:00:00Z"}]}""")!.AsObject();
}
