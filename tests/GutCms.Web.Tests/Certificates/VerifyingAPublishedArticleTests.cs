using System.Text;
using System.Text.Json.Nodes;
using GutCms.TestSupport;
using GutCms.TestSupport.Editorial;

namespace GutCms.Web.Tests.Certificates;

/// <summary>An article that people wrote, approved and published over HTTP, and what readers can check of it.</summary>
public sealed class VerifyingAPublishedArticleTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Holds_for_what_was_delivered_also_after_the_key_was_rotated_and_for_nothing_else()
    {
        await using var team = await EditorialTeam.StartAsync(SiteDatabase.Sqlite, approvals: 2);
        var slug = SampleArticle.NewSlug("certified");
        var id = await team.SubmittedAsync(slug, approvals: 2);
        await (await team.PersonAsync("editor-0")).DoAsync(id, "publish");
        Assert.Equal(0, (await team.Site.RunAsync("key", "rotate")).ExitCode);
        var delivered = await JsonAsync(team, "api/delivery/articles/" + slug);
        var jwks = await JsonAsync(team, ".well-known/jwks.json");
        Assert.Equal(2, jwks["keys"]!.AsArray().Count);
        var issuer = team.Host.Address.GetLeftPart(UriPartial.Authority);

        var input = Input(delivered, jwks, issuer);
        input["statusList"] = await StatusListAsync(team, delivered);
        var (exitCode, result) = await StockLibrary.VerifyAsync(input);

        Assert.True(exitCode == 0, result.ToJsonString());
        Assert.Equal("valid", (string?)result["status"]);
        Assert.Equal(["Dr reviewer-0", "Dr reviewer-1"], result["claims"]!["approvals"]!.AsArray().Select(approval => (string?)approval!["printedName"]));
        foreach (var altered in Alterations(delivered["content"]!.AsObject()))
        {
            var copy = delivered.DeepClone().AsObject();
            copy["content"] = altered;
            var (refused, found) = await StockLibrary.VerifyAsync(Input(copy, jwks, issuer));
            Assert.Equal(1, refused);
            Assert.Equal("content altered", (string?)Assert.Single(found["faults"]!.AsArray()));
        }

        Assert.Equal(issuer, (string?)result["claims"]!["iss"]);
        Assert.True((bool?)result["claims"]!["trial"]);
        var (ofAnother, why) = await StockLibrary.VerifyAsync(Input(delivered, jwks, "https://gut.example"));
        Assert.Equal(1, ofAnother);
        Assert.Equal("another issuer", (string?)Assert.Single(why["faults"]!.AsArray()));
        await VerifyByCommandAsync(team, slug, delivered, jwks);

        await (await team.PersonAsync("editor-0")).DoAsync(id, "withdraw", new JsonObject { ["reason"] = "The dose is wrong." });
        input["statusList"] = await StatusListAsync(team, delivered);
        var (withdrawn, told) = await StockLibrary.VerifyAsync(input);
        Assert.Equal((1, "withdrawn or revoked"), (withdrawn, (string?)told["status"]));
        var mirrored = Path.Combine(team.Site.Folder, "mirrored.json");
        await File.WriteAllTextAsync(mirrored, delivered.ToJsonString(), Cancellation);
        var byCommand = await team.Site.RunAsync("certificate", "verify", mirrored, "--issuer", issuer);
        Assert.Equal(1, byCommand.ExitCode);
        Assert.Contains("WithdrawnOrRevoked", byCommand.Error, StringComparison.Ordinal);
    }

    private static async Task<string> StatusListAsync(EditorialTeam team, JsonObject delivered)
    {
        var claims = JsonNode.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(((string)delivered["review"]!["certificate"]!).Split('.')[1]))!;
        return await team.Host.Client.GetStringAsync((string)claims["status"]!["status_list"]!["uri"]!, Cancellation);
    }

    private static async Task VerifyByCommandAsync(EditorialTeam team, string slug, JsonObject delivered, JsonObject jwks)
    {
        var (file, keys) = (Path.Combine(team.Site.Folder, "delivered.json"), Path.Combine(team.Site.Folder, "jwks.json"));
        await File.WriteAllTextAsync(file, delivered.ToJsonString(), Cancellation);
        await File.WriteAllTextAsync(keys, jwks.ToJsonString(), Cancellation);
        var address = await team.Site.RunAsync("certificate", "verify", $"{team.Host.Address}api/delivery/articles/{slug}");
        Assert.True(address.ExitCode == 0, address.Error);
        Assert.Contains("Dr reviewer-1, MD: Medical", address.Output, StringComparison.Ordinal);
        Assert.Contains("Status: valid", address.Output, StringComparison.Ordinal);
        var issuer = team.Host.Address.GetLeftPart(UriPartial.Authority);
        Assert.Equal(0, (await team.Site.RunAsync("certificate", "verify", file, "--issuer", issuer)).ExitCode);
        var offline = await team.Site.RunAsync("certificate", "verify", file, "--issuer", issuer, "--jwks", keys);
        Assert.Equal(0, offline.ExitCode);
        Assert.Contains("Status not checked", offline.Output, StringComparison.Ordinal);
        Assert.Equal(2, (await team.Site.RunAsync("certificate", "verify", file, "--jwks", keys)).ExitCode);
        var ofAnother = await team.Site.RunAsync("certificate", "verify", file, "--issuer", "https://gut.example", "--jwks", keys);
        Assert.Equal(1, ofAnother.ExitCode);
        Assert.Contains("IssuerMismatch", ofAnother.Error, StringComparison.Ordinal);

        await File.WriteAllTextAsync(file, delivered.ToJsonString().Replace("talks", "walks", StringComparison.Ordinal), Cancellation);
        var altered = await team.Site.RunAsync("certificate", "verify", file, "--issuer", issuer, "--jwks", keys);
        Assert.Equal(1, altered.ExitCode);
        Assert.Contains("ContentAltered", altered.Error, StringComparison.Ordinal);
    }

    /// <summary>One byte of each text, one at a time.</summary>
    private static IEnumerable<JsonNode> Alterations(JsonObject content)
    {
        var text = content.ToJsonString();
        var bytes = Encoding.UTF8.GetBytes(text);
        foreach (var word in new[] { "certified", "talks", "Article", "\"en\"", "educational" })
        {
            var at = text.IndexOf(word, StringComparison.Ordinal) + 1;
            Assert.True(at > 0, word);
            var altered = (byte[])bytes.Clone();
            altered[Encoding.UTF8.GetByteCount(text.AsSpan(0, at))] ^= 1;
            yield return JsonNode.Parse(altered)!;
        }
    }

    private static JsonObject Input(JsonObject delivered, JsonObject jwks, string issuer) => new()
    {
        ["issuer"] = issuer,
        ["certificate"] = (string?)delivered["review"]!["certificate"],
        ["jwks"] = jwks.DeepClone(),
        ["delivered"] = delivered.DeepClone(),
    };

    private static async Task<JsonObject> JsonAsync(EditorialTeam team, string path) =>
        JsonNode.Parse(await team.Host.Client.GetStringAsync(path, Cancellation))!.AsObject();
}
