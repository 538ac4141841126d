using System.Text.Json.Nodes;
using GutCms.Core.Audit;

namespace GutCms.Core.Tests.Audit;

/// <summary>What an entry is about, and how its action is called, are read from the entry alone.</summary>
public sealed class SayingWhatEntriesAreAboutTests
{
    [Theory]
    [InlineData("""{ "userName": "ada", "name": "n" }""", "ada")]
    [InlineData("""{ "name": "n", "clientId": "site" }""", "site")]
    [InlineData("""{ "contentType": "Article", "name": "n" }""", "n")]
    [InlineData("""{ "recipe": "r", "contentType": "Article" }""", "Article")]
    [InlineData("""{ "file": "f", "recipe": "r" }""", "r")]
    [InlineData("""{ "subject": "s", "file": "f" }""", "f")]
    [InlineData("""{ "keyId": "k", "subject": "s" }""", "s")]
    [InlineData("""{ "stage": "Medical", "keyId": "k" }""", "k")]
    [InlineData("""{ "stage": "Medical", "reason": "why" }""", "Medical")]
    [InlineData("""{ "userName": "", "clientId": 3, "name": null, "stage": "Medical" }""", "Medical")]
    [InlineData("""{ "reason": "why" }""", null)]
    [InlineData("{}", null)]
    public void The_first_that_is_named_is_what_it_is_about(string details, string? subject) =>
        Assert.Equal(subject, AuditAction.SubjectOf(Logs.OfLength(1)[0] with { Details = JsonNode.Parse(details)!.AsObject() }));

    [Fact]
    public void The_area_is_the_first_word() => Assert.Equal("address", new AuditAction(AuditActions.AddressKeep).Area);

    [Fact]
    public void What_happened_is_said_in_its_own_words_where_there_are_some()
    {
        var (own, none) = (new AuditAction(AuditActions.AddressKeep), new AuditAction(AuditActions.SignIn));

        Assert.NotEqual(own.Label.ToCurrent(), own.Done.ToCurrent());
        Assert.Equal(none.Label, none.Done);
    }
}
