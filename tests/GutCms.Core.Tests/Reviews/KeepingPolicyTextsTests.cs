using System.Text.Json.Nodes;
using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Policies;
using GutCms.Core.Tests.Reviews.Memory;

namespace GutCms.Core.Tests.Reviews;

/// <summary>What a text was approved under can be told after the policy has become another.</summary>
public sealed class KeepingPolicyTextsTests
{
    private readonly MemorySite _site = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static JsonObject Policy => JsonNode.Parse("""{ "ContentType": "Article", "Version": "7", "Stages": [ { "Name": "Medical", "Role": "MedicalReviewer" } ] }""")!.AsObject();

    [Fact]
    public async Task A_policy_that_is_filed_is_kept_beside_the_one_in_force()
    {
        await using var work = await _site.Store.BeginAsync(Token);

        var hash = await PolicyTexts.SaveAsync(work, "Article", Policy, Token);

        Assert.Equal(hash, await PolicyTexts.HashAsync(work, "Article", Token));
        Assert.Equal(hash, await PolicyTexts.KeepAsync(work, "Article", Token));
        Assert.Null(await PolicyTexts.HashAsync(work, "Section", Token));
        Assert.Null(await PolicyTexts.KeepAsync(work, "Section", Token));
        Assert.Null(await PolicyTexts.FindFaultAsync(work, hash, ReviewPolicyJson.Read(Policy), Token));
    }

    [Fact]
    public async Task What_was_kept_once_is_not_written_again()
    {
        await using var work = await _site.Store.BeginAsync(Token);
        var hash = PolicyTexts.HashOf(Policy);
        await work.SaveDocumentAsync(PolicyTexts.DocumentKind, hash, [], Token);

        await PolicyTexts.SaveAsync(work, "Article", Policy, Token);

        Assert.Empty((await work.GetDocumentAsync(PolicyTexts.DocumentKind, hash, Token))!);
    }

    [Fact]
    public async Task A_policy_of_a_review_that_is_not_the_one_on_file_is_found()
    {
        await using var work = await _site.Store.BeginAsync(Token);
        var (policy, hash) = (ReviewPolicyJson.Read(Policy), PolicyTexts.HashOf(Policy));

        Assert.True((await PolicyTexts.FindFaultAsync(work, hash, policy, Token))!.Value.IsMissing);

        await PolicyTexts.SaveAsync(work, "Article", Policy, Token);
        AssertAltered(await PolicyTexts.FindFaultAsync(work, hash, policy with { FourEyes = false }, Token), "is not the one with the hash");

        var unreadable = new JsonObject { ["ContentType"] = "Article" };
        await work.SaveDocumentAsync(PolicyTexts.DocumentKind, PolicyTexts.HashOf(unreadable), unreadable, Token);
        AssertAltered(await PolicyTexts.FindFaultAsync(work, PolicyTexts.HashOf(unreadable), policy, Token), "cannot be read");

        await work.SaveDocumentAsync(PolicyTexts.DocumentKind, hash, unreadable, Token);
        AssertAltered(await PolicyTexts.FindFaultAsync(work, hash, policy, Token), "has another hash");
    }

    [Fact]
    public async Task Items_that_are_live_are_those_of_the_type()
    {
        var id = await _site.ArticleInAsync(GutCms.Core.Reviews.Model.ReviewState.Published);
        await _site.ArticleInAsync(GutCms.Core.Reviews.Model.ReviewState.Draft, title: "mind");
        await using var work = await _site.Store.ReadAsync(Token);

        Assert.Equal([id], await PolicyTexts.ListLiveAsync(work, "Article", Token));
    }

    private static void AssertAltered((bool IsMissing, string Message)? fault, string says)
    {
        Assert.False(fault!.Value.IsMissing);
        Assert.Contains(says, fault.Value.Message, StringComparison.Ordinal);
    }
}
