using System.Security.Cryptography;
using System.Text.Json.Nodes;
using GutCms.Core.Certificates;
using GutCms.Core.Json;
using GutCms.Core.Keys;

namespace GutCms.Core.Tests.Certificates;

/// <summary>A site with one delivered article and its certificate.</summary>
internal static class Certificates
{
    public const string Issuer = "https://gut.example";

    public static readonly DateTime Now = new(2026, 3, 1, 9, 0, 0, DateTimeKind.Utc);

    public static readonly SigningKey Key = SigningKey.Create(Now);

    public static JsonObject Delivered()
    {
        var content = JsonNode.Parse("""
            {"type":"Article","language":"en","title":"Gut–brain axis","body":[{"kind":"section","id":"dose","heading":"Dose","html":"<p>Take 10 mg, not more.</p>"}],
             "references":[{"citation":"A. Author, 2024","grade":"low"}],"disclaimer":{"kind":"educational","html":"<p>Ask your doctor.</p>"}}
            """)!;
        return new JsonObject { ["id"] = "item", ["versionId"] = "version", ["contentHash"] = HashOf(content), ["content"] = content };
    }

    public static ReviewCertificate For(JsonObject delivered)
    {
        var hash = delivered["contentHash"]!.GetValue<string>();
        return new(
            delivered["id"]!.GetValue<string>(),
            delivered["versionId"]!.GetValue<string>(),
            hash,
            new("Article", "1"),
            [new("Medical", "MedicalReviewer", "Dr. Ada Example", "MD", "I approve the medical accuracy of this text", Now.AddHours(-1), hash)],
            new("disclaimer", "disclaimer-version"),
            Now,
            Now.AddYears(1));
    }

    /// <summary>The same with the approvals that stand beside the text.</summary>
    public static JsonObject WithReview()
    {
        var delivered = Delivered();
        delivered["review"] = new JsonObject
        {
            ["status"] = "published",
            ["approvals"] = new JsonArray(new JsonObject
            {
                ["printedName"] = "Dr. Ada Example",
                ["credential"] = "MD",
                ["role"] = "MedicalReviewer",
                ["meaning"] = "I approve the medical accuracy of this text",
                ["decidedUtc"] = "2026-03-01T08:00:00Z",
            }),
        };
        return delivered;
    }

    public static string HashOf(JsonNode content) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(CanonicalJson.Serialize(content)));
}
