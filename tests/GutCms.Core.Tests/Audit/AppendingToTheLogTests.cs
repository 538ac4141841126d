using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Json;
using GutCms.Core.Security;
using GutCms.Core.Storage;

namespace GutCms.Core.Tests.Audit;

public class AppendingToTheLogTests
{
    [Fact]
    public void Starts_at_one_with_the_genesis_hash_when_the_log_is_empty()
    {
        var entry = Logs.OfLength(1)[0];

        Assert.Equal(1, entry.Sequence);
        Assert.Equal(AuditChain.Genesis, entry.PreviousHash);
        Assert.Matches("^sha256:[0-9a-f]{64}$", entry.Hash);
    }

    [Fact]
    public void Holds_the_hash_of_the_entry_before_when_there_is_one()
    {
        var log = Logs.OfLength(3);

        Assert.Equal(log[1].Hash, log[2].PreviousHash);
        Assert.Equal(3, log[2].Sequence);
    }

    [Fact]
    public void Is_the_hash_of_the_canonical_form_without_the_hash_when_recomputed_by_hand()
    {
        var entry = AuditChain.Append(null, new(Logs.Start.AddMilliseconds(120), Actor.System, "recipe.run") { Details = new JsonObject { ["recipe"] = "GutCms" } });

        const string canonical = """{"action":"recipe.run","actorId":"","actorName":"system","details":{"recipe":"GutCms"},"occurredUtc":"2026-03-01T09:00:00.12Z","previousHash":"sha256:0000000000000000000000000000000000000000000000000000000000000000","sequence":1}""";
        Assert.Equal("sha256:" + Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(canonical))), entry.Hash);
    }

    [Fact]
    public void Cuts_the_instant_to_milliseconds_when_it_is_finer()
    {
        var entry = AuditChain.Append(null, new(Logs.Start.AddTicks(19_999), Actor.System, AuditActions.RecipeRun));

        Assert.Equal(Logs.Start.AddMilliseconds(1), entry.OccurredUtc);
    }

    [Fact]
    public void Keeps_its_own_copy_of_the_details_when_the_caller_goes_on_writing()
    {
        var details = new JsonObject { ["reason"] = "typo" };
        var entry = AuditChain.Append(null, new(Logs.Start, Actor.System, AuditActions.ContentSave) { Details = details });

        details["reason"] = "other";

        Assert.Equal("typo", entry.Details["reason"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("approve")]
    [InlineData("Review.Approve")]
    [InlineData("review..approve")]
    [InlineData("review.approve ")]
    [InlineData("review.approve\n")]
    [InlineData("")]
    public void Refuses_an_action_when_its_name_is_malformed(string action) =>
        Assert.Throws<ArgumentException>(() => AuditChain.Append(null, new(Logs.Start, Actor.System, action)));

    [Fact]
    public void Refuses_an_instant_when_it_is_not_utc() =>
        Assert.Throws<ArgumentException>(() => AuditChain.Append(null, new(DateTime.SpecifyKind(Logs.Start, DateTimeKind.Local), Actor.System, AuditActions.SignIn)));

    [Theory]
    [InlineData(AuditChain.MaxDetailLength, true)]
    [InlineData(AuditChain.MaxDetailLength + 1, false)]
    public void Refuses_a_detail_when_it_is_as_long_as_a_text(int length, bool accepted)
    {
        var draft = new AuditDraft(Logs.Start, Actor.System, AuditActions.ContentSave) { Details = new JsonObject { ["list"] = new JsonArray(new string('x', length)) } };

        Assert.Equal(accepted, Record.Exception(() => AuditChain.Append(null, draft)) is null);
    }

    [Theory]
    [InlineData(9007199254740991L, true)]
    [InlineData(-9007199254740992L, false)]
    [InlineData(long.MinValue, false)]
    public void Refuses_an_integer_when_its_canonical_form_is_not_exact(long number, bool accepted)
    {
        var draft = new AuditDraft(Logs.Start, Actor.System, AuditActions.ContentSave) { Details = new JsonObject { ["number"] = number } };

        Assert.Equal(accepted, Record.Exception(() => AuditChain.Append(null, draft)) is null);
    }

    [Fact]
    public void Refuses_a_detail_when_it_has_no_canonical_form()
    {
        var draft = new AuditDraft(Logs.Start, Actor.System, AuditActions.ContentSave) { Details = new JsonObject { ["text"] = "\ud800" } };

        Assert.Throws<CanonicalJsonException>(() => AuditChain.Append(null, draft));
    }

    [Fact]
    public void Has_well_formed_and_distinct_names_when_all_actions_are_listed()
    {
        var names = typeof(AuditActions).GetFields().Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!).ToList();

        Assert.All(names, name => Assert.True(AuditActions.IsWellFormed(name), name));
        Assert.All(names, name => Assert.True(AuditActions.IsWellFormed(AuditActions.Refused(name)), name));
        Assert.Equal(names.Count, names.Distinct().Count());
        Assert.Equal("content.publish.refused", AuditActions.Refused(AuditActions.ContentPublish));
    }

    [Theory]
    [InlineData("review.approve", "review", true)]
    [InlineData("review.approve", "review.approve", true)]
    [InlineData("review.approve.refused", "review.approve", true)]
    [InlineData("review.approve", "rev", false)]
    [InlineData("review", "review.approve", false)]
    public void Matches_whole_words_when_asked_by_prefix(string action, string prefix, bool expected) =>
        Assert.Equal(expected, AuditQuery.Matches(action, prefix));
}
