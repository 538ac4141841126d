using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;

namespace GutCms.Core.Tests.Reviews;

/// <summary>Whose text a version is, for the rule of four eyes: everybody's who wrote since another text was approved last.</summary>
public sealed class CountingAsAuthorTests
{
    private static readonly VersionSummary[] Versions = [Version(1, "a", "ada"), Version(2, "b", "ben"), Version(3, "c", "cleo", "ada"), Version(4, "d", "dora"), Version(5, "d", "eve")];

    [Theory]
    [InlineData("3", "", "ada,ben,cleo")]
    [InlineData("3", "1", "ben,cleo,ada")]
    [InlineData("4", "1,2", "cleo,ada,dora")]
    [InlineData("4", "2,1", "cleo,ada,dora")]
    [InlineData("4", "4", "ada,ben,cleo,dora")]
    [InlineData("3", "4", "ada,ben,cleo")]
    [InlineData("5", "4", "ada,ben,cleo,dora,eve")]
    [InlineData("5", "3,4", "dora,eve")]
    [InlineData("another", "3", "ada,ben,cleo,dora,eve")]
    public void Whoever_wrote_since_the_last_approved_version_with_another_text_is_an_author(string versionId, string approved, string authors) =>
        Assert.Equal(authors.Split(','), Authorship.AuthorsOf(Versions, approved.Split(',').ToHashSet(), versionId).Select(author => author.UserName));

    [Fact]
    public void A_version_whose_text_is_not_known_was_not_approved_with_another() =>
        Assert.Equal(["ada", "ben"], Authorship.AuthorsOf([Versions[0] with { ContentHash = null }, Versions[1]], new HashSet<string> { "1" }, "2").Select(author => author.UserName));

    [Fact]
    public void Whoever_acts_counts_once_with_the_people_behind_and_the_program_is_nobody()
    {
        var person = new Actor("ada-id", "ada") { PeopleBehind = [new("ada-id", "ada"), new("ben-id", "ben")] };

        Assert.Equal([new("ada-id", "ada"), new VersionAuthor("ben-id", "ben")], Authorship.Of(person));
        Assert.Empty(Authorship.Of(Actor.System));
    }

    [Theory]
    [InlineData("ada-id", "renamed", true)]
    [InlineData("another", "ADA", true)]
    [InlineData("another", "ben", false)]
    public void An_author_is_known_by_id_or_by_name(string userId, string userName, bool isAuthor) => Assert.Equal(isAuthor, Authorship.Includes([new("ada-id", "ada")], userId, userName));

    private static VersionSummary Version(int number, string text, params string[] authors) =>
        new($"{number}", number, "sha256:" + text, null, Latest: false, Published: false, null, [.. authors.Select(name => new VersionAuthor(name + "-id", name))], null);
}
