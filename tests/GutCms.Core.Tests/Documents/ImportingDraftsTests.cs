using System.Text;
using System.Text.Json.Nodes;
using GutCms.Core.Documents.Model;
using GutCms.Core.Documents.UseCases;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Core.Tests.Reviews;
using GutCms.Core.Tests.Reviews.Memory;

namespace GutCms.Core.Tests.Documents;

/// <summary>A document goes the way of any draft: the same permission, the same check, all of it or nothing, and nothing live.</summary>
public sealed class ImportingDraftsTests : IContentLists
{
    private readonly MemorySite _site = new();
    private string? _disclaimer;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public Task<ContentListPage> ListAsync(ContentListQuery query, CancellationToken cancellationToken) => Task.FromResult(new ContentListPage(0, [], null));

    [Fact]
    public async Task Author_brings_a_document_as_a_draft_of_his_own()
    {
        var disclaimer = (await _site.SaveAsync(_site.Editor, Deeds.Disclaimer("Ask a doctor."))).Item.ContentItemId;
        var understood = Deeds.Done(await UnderstandAsync(_site.Author, "# Sleep\n\n## Why\n\nBecause.", disclaimer));

        var saved = Assert.Single(Deeds.Done(await ImportAsync(_site.Author, understood.Drafts.Select(draft => draft.Item))).Saved);

        Assert.Equal((ReviewState.Draft, _site.Author.UserId, "articles/sleep"), (saved.State, saved.Item.Owner, (string?)saved.Item.Parts["AutoroutePart"]!["Path"]));
        Assert.Equal("<p>Because.</p>", (string?)_site.Latest(saved.Item.ContentItemId).Parts["Body"]!["ContentItems"]![0]!["HtmlBodyPart"]!["Html"]);
    }

    [Fact]
    public async Task Whoever_may_write_no_article_brings_none()
    {
        Deeds.Refused(await UnderstandAsync(_site.Reviewer, "# Sleep"), RefusalKind.Forbidden, Rules.MustHavePermission);
        Deeds.Refused(await ImportAsync(_site.Reviewer, [await DraftAsync("Sleep")]), RefusalKind.Forbidden, Rules.MustHavePermission);
    }

    [Fact]
    public async Task One_draft_that_is_refused_keeps_all_others_out()
    {
        var faulty = await DraftAsync("Second");
        faulty["Article"]!["HotArticles"] = new JsonObject { ["ContentItemIds"] = new JsonArray("0000000000000000000000000g") };

        var refusal = Deeds.Refused(await ImportAsync(_site.Editor, [await DraftAsync("First"), faulty]), RefusalKind.Invalid);

        Assert.Equal("Document.OneRefused", refusal.Sentence.Name);
        Assert.DoesNotContain(_site.State.Versions, version => version.Item.DisplayText is "First" or "Second");
    }

    [Fact]
    public async Task Id_in_a_draft_names_no_item_that_exists()
    {
        var known = await _site.SaveAsync(_site.Editor, await DraftAsync("Known"));
        var draft = await DraftAsync("Another");
        draft["ContentItemId"] = known.Item.ContentItemId;

        var saved = Assert.Single(Deeds.Done(await ImportAsync(_site.Editor, [draft])).Saved);

        Assert.NotEqual(known.Item.ContentItemId, saved.Item.ContentItemId);
        Assert.Equal("Known", _site.Latest(known.Item.ContentItemId).DisplayText);
    }

    [Fact]
    public async Task File_that_cannot_be_read_is_an_invalid_request() =>
        Assert.Equal("Document.Empty", Deeds.Refused(await new UnderstandDocument(_site.Ports, new ListContent(_site.Ports, this)).ExecuteAsync(_site.Editor, new([], "a.md"), Token), RefusalKind.Invalid).Sentence.Name);

    [Fact]
    public async Task No_draft_and_more_than_a_file_has_are_refused()
    {
        Deeds.Refused(await ImportAsync(_site.Editor, []), RefusalKind.Invalid);
        Deeds.Refused(await ImportAsync(_site.Editor, Enumerable.Repeat(new JsonObject(), UnderstandDocument.MostDrafts + 1)), RefusalKind.Invalid);
    }

    private async Task<JsonObject> DraftAsync(string title)
    {
        _disclaimer ??= (await _site.SaveAsync(_site.Editor, Deeds.Disclaimer("Ask a doctor."))).Item.ContentItemId;
        var item = Deeds.Article(title.ToLowerInvariant(), _disclaimer);
        item["DisplayText"] = title;
        item["TitlePart"]!["Title"] = title;
        return item;
    }

    private Task<Outcome<UnderstoodDocument>> UnderstandAsync(Actor actor, string markdown, string? disclaimer = null) =>
        new UnderstandDocument(_site.Ports, new ListContent(_site.Ports, this)).ExecuteAsync(actor, new(Encoding.UTF8.GetBytes(markdown), "text.md", disclaimer), Token);

    private Task<Outcome<ImportDrafts.Result>> ImportAsync(Actor actor, IEnumerable<JsonObject> drafts) => new ImportDrafts(_site.Ports).ExecuteAsync(actor, [.. drafts], Token);
}
