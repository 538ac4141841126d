using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Core.Tests.Reviews.Memory;

namespace GutCms.Core.Tests.Reviews;

/// <summary>Which items a list may hold is decided before it is read: what everybody of a role may see, what one's own is, and nothing else.</summary>
public sealed class ListingContentTests : IContentLists
{
    private readonly MemorySite _site = new();
    private ContentListQuery? _asked;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public Task<ContentListPage> ListAsync(ContentListQuery query, CancellationToken cancellationToken)
    {
        _asked = query;
        return Task.FromResult(new ContentListPage(0, [], null));
    }

    [Fact]
    public async Task An_editor_sees_every_version_of_every_type()
    {
        var types = _site.State.Definitions.Types.Select(type => type.Name).ToList();

        var query = await ListAsync(_site.Editor, new(Status: ContentListStatus.Latest, Search: "gut", After: "there", First: 7));

        Assert.Equal(types, query.ContentTypes);
        Assert.Empty(query.OwnTypes);
        Assert.Equal((ContentListStatus.Latest, _site.Editor.UserId, "gut", "there", 7), (query.Status, query.OwnerId, query.Search, query.After, query.First));
    }

    [Fact]
    public async Task Whoever_may_see_his_own_drafts_only_is_given_his_own_only()
    {
        var person = Person("writer", "PreviewOwnContent");

        var drafts = await ListAsync(person, new(Status: ContentListStatus.Draft));

        Assert.Empty(drafts.ContentTypes);
        Assert.Equal(_site.State.Definitions.Types.Select(type => type.Name), drafts.OwnTypes);
        Assert.Equal(drafts.OwnTypes, (await ListAsync(person with { UserId = "x" }, new(Status: ContentListStatus.Draft))).OwnTypes);
        Assert.Empty((await ListAsync(person with { UserId = "" }, new(Status: ContentListStatus.Draft))).OwnTypes);
    }

    [Fact]
    public async Task Whoever_may_read_his_own_live_texts_is_given_those()
    {
        var owner = Person("owner", "ViewOwnContent");

        Assert.Contains("Article", (await ListAsync(owner, new())).OwnTypes);
        Assert.Empty((await ListAsync(owner, new(Status: ContentListStatus.Draft))).OwnTypes);
    }

    [Fact]
    public async Task Whoever_may_read_what_is_live_is_given_that_and_no_draft()
    {
        var reader = Person("reader", "ViewContent");

        Assert.Contains("Article", (await ListAsync(reader, new())).ContentTypes);
        foreach (var status in new[] { ContentListStatus.Latest, ContentListStatus.Draft })
        {
            var query = await ListAsync(reader, new(Status: status));
            Assert.Empty(query.ContentTypes);
            Assert.Empty(query.OwnTypes);
        }
    }

    [Theory]
    [InlineData("Article", true)]
    [InlineData("article", false)]
    [InlineData("Poem", false)]
    public async Task Only_the_type_that_is_asked_for_is_listed(string type, bool isOne) =>
        Assert.Equal(isOne ? [type] : [], (await ListAsync(_site.Editor, new(type))).ContentTypes);

    [Theory]
    [InlineData(0, 0, false)]
    [InlineData(1, 0, true)]
    [InlineData(100, 200, true)]
    [InlineData(101, 0, false)]
    [InlineData(20, 201, false)]
    public async Task A_page_and_a_search_have_bounds(int first, int length, bool fits)
    {
        var outcome = await new ListContent(_site.Ports, this).ExecuteAsync(_site.Editor, new(Search: length == 0 ? null : new string('a', length), First: first), Token);

        Assert.Equal(fits, outcome.Succeeded);
        Assert.Equal(fits, _asked is not null);
        Assert.Equal(fits ? null : RefusalKind.Invalid, outcome.Refusal?.Kind);
    }

    private static Actor Person(string name, string permission) => new(name + "-id", name) { Permissions = [permission] };

    private async Task<ContentListQuery> ListAsync(Actor actor, ListContent.Request request)
    {
        Deeds.Done(await new ListContent(_site.Ports, this).ExecuteAsync(actor, request, Token));
        return _asked!;
    }
}
