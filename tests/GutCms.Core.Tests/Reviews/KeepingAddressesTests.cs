using System.Collections.Frozen;
using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Content.Checking;
using GutCms.Core.Delivery;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Reading;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Core.Tests.Reviews.Memory;

namespace GutCms.Core.Tests.Reviews;

/// <summary>Readers are sent on from an address at which nothing is, by whoever may publish what they are sent to, and are told why where they are not.</summary>
public sealed class KeepingAddressesTests
{
    private static readonly FrozenSet<string> OfOwn = ["PublishOwnContent"];

    private static readonly FrozenSet<string> OfArticles = ["Publish_Article"];

    private readonly MemorySite _site = new();

    public KeepingAddressesTests() => _site.Store.State = _site.State with
    {
        Definitions = DefinitionJson.Merge(_site.State.Definitions, JsonNode.Parse("""
            { "ContentTypes": [
                { "Name": "Guide", "DisplayName": "Guide", "Settings": { "DeliverySettings": { "Delivered": true } }, "ContentTypePartDefinitionRecords": [ { "PartName": "TitlePart" }, { "PartName": "AutoroutePart" } ] },
                { "Name": "Leaflet", "DisplayName": "Leaflet", "Settings": { "DeliverySettings": { "Delivered": true } }, "ContentTypePartDefinitionRecords": [ { "PartName": "TitlePart" }, { "PartName": "AutoroutePart" } ] } ] }
            """)!.AsObject()),
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_address_is_kept_and_listed_and_on_record()
    {
        var id = await _site.ArticleInAsync(ReviewState.Published);
        _site.NowUtc = _site.NowUtc.AddDays(1);

        var kept = Deeds.Done(await KeepAsync(_site.Editor, "/Articles/Old/", "articles/gut"));

        Assert.Equal(new FormerAddress(DeliveryKind.Article, "old", id, _site.NowUtc), kept);
        Assert.Equal(kept, FormerAddress.Read(_site.State.Documents[(FormerAddress.DocumentKind, "articles/old")]));
        var entry = _site.State.Audit[^1];
        Assert.Equal((AuditActions.AddressKeep, id, "articles/old"), (entry.Action, entry.ContentItemId, (string?)entry.Details["path"]));
        Assert.Equal(new Redirect(kept, "gut", "gut"), Assert.Single(await ListAsync()));
        Assert.Equal("articles/gut", Assert.Single(await ListAsync()).To);
        Assert.Equal(new MovedNotice(id, "gut"), await AbsenceAsync(DeliveryKind.Article, "OLD"));
    }

    [Theory]
    [InlineData("nowhere/old", "articles/gut")]
    [InlineData("articles/old", "nowhere/gut")]
    [InlineData("articles/old", "articles/unknown")]
    [InlineData("series/old", "articles/gut")]
    [InlineData("articles/old", "items/guide/sleep")]
    [InlineData("items/leaflet/old", "items/guide/sleep")]
    public async Task What_is_no_address_or_of_another_type_is_refused(string from, string to)
    {
        await _site.ArticleInAsync(ReviewState.Published);
        await GuideAsync("sleep");

        Deeds.Refused(await KeepAsync(_site.Editor, from, to), RefusalKind.Invalid);
        Assert.Empty(await ListAsync());
    }

    [Fact]
    public async Task An_item_of_a_marked_type_is_found_by_its_slug_wherever_it_lies()
    {
        var id = await GuideAsync("sleep");

        Assert.Equal(id, Deeds.Done(await KeepAsync(_site.Editor, "items/guide/rest", "items/Guide/Sleep")).ContentItemId);
        Assert.Equal("items/guide/sleep", Assert.Single(await ListAsync()).To);
    }

    [Fact]
    public async Task Whoever_may_not_publish_the_item_keeps_and_releases_nothing()
    {
        await _site.ArticleInAsync(ReviewState.Published);

        Deeds.Refused(await KeepAsync(_site.Author, "articles/old", "articles/gut"), RefusalKind.Forbidden, Rules.MustHavePermission);

        Assert.Empty(await ListAsync());
        Deeds.Done(await KeepAsync(_site.Editor, "articles/old", "articles/gut"));
        Deeds.Refused(await ReleaseAsync(_site.Author, "articles/old"), RefusalKind.Forbidden, Rules.MustHavePermission);
        Assert.Single(await ListAsync());
        Deeds.Done(await ReleaseAsync(_site.Author with { Permissions = OfOwn }, "articles/old"));
    }

    [Fact]
    public async Task An_address_at_which_something_is_or_from_which_others_are_sent_on_is_taken()
    {
        await _site.ArticleInAsync(ReviewState.Published);
        await _site.ArticleInAsync(ReviewState.Draft, title: "brain");
        var other = await _site.ArticleInAsync(ReviewState.Published, title: "other");
        Deeds.Done(await KeepAsync(_site.Editor, "articles/old", "articles/gut"));

        Deeds.Refused(await KeepAsync(_site.Editor, "articles/brain", "articles/other"), RefusalKind.Conflict, Rules.PathMustBeFree);
        Deeds.Refused(await KeepAsync(_site.Editor, "articles/old", "articles/other"), RefusalKind.Conflict, Rules.PathMustBeFree);

        Assert.Equal(other, Deeds.Done(await KeepAsync(_site.Editor, "articles/older", "articles/other")).ContentItemId);
        Deeds.Done(await KeepAsync(_site.Editor, "articles/old", "articles/gut"));
    }

    [Fact]
    public async Task A_released_address_leads_nowhere_and_is_free_for_others()
    {
        var id = await _site.ArticleInAsync(ReviewState.Published);
        await _site.ArticleInAsync(ReviewState.Published, title: "other");
        Deeds.Done(await KeepAsync(_site.Editor, "articles/old", "articles/gut"));
        _site.NowUtc = _site.NowUtc.AddDays(1);

        Assert.Equal(id, Deeds.Done(await ReleaseAsync(_site.Editor, "/articles/OLD")).ContentItemId);

        Assert.Equal(new FormerAddress(DeliveryKind.Article, "old", null, _site.NowUtc), FormerAddress.Read(_site.State.Documents[(FormerAddress.DocumentKind, "articles/old")]));
        var entry = _site.State.Audit[^1];
        Assert.Equal((AuditActions.AddressRelease, id, "articles/old"), (entry.Action, entry.ContentItemId, (string?)entry.Details["path"]));
        Assert.Empty(await ListAsync());
        Assert.Null(await AbsenceAsync(DeliveryKind.Article, "old"));
        Deeds.Refused(await ReleaseAsync(_site.Editor, "articles/old"), RefusalKind.NotFound);
        Deeds.Refused(await ReleaseAsync(_site.Editor, "nowhere/old"), RefusalKind.NotFound);
        Deeds.Done(await KeepAsync(_site.Editor, "articles/old", "articles/other"));
    }

    [Fact]
    public async Task The_address_of_a_deleted_item_is_released_by_whoever_publishes_its_type()
    {
        var id = await _site.ArticleInAsync(ReviewState.Draft);
        Deeds.Done(await KeepAsync(_site.Editor, "articles/old", "articles/gut"));
        Deeds.Done(await _site.DeleteAsync(_site.Editor, id));

        Deeds.Refused(await ReleaseAsync(_site.Author with { Permissions = OfOwn }, "articles/old"), RefusalKind.Forbidden, Rules.MustHavePermission);
        Deeds.Done(await ReleaseAsync(_site.Editor with { Permissions = OfArticles }, "articles/old"));
    }

    [Fact]
    public async Task The_list_is_for_those_who_list_content_and_by_address()
    {
        await _site.ArticleInAsync(ReviewState.Published);
        await _site.ArticleInAsync(ReviewState.Draft, title: "brain");
        foreach (var (from, to) in new[] { ("articles/c", "gut"), ("articles/a", "brain"), ("articles/b", "gut") })
        {
            Deeds.Done(await KeepAsync(_site.Editor, from, "articles/" + to));
        }

        var known = await ListAsync();

        Assert.Equal([("articles/a", null), ("articles/b", "articles/gut"), ("articles/c", "articles/gut")], known.Select(redirect => (redirect.From.Path, redirect.To)));
        Assert.Equal(["brain", "gut", "gut"], known.Select(redirect => redirect.Title));
        Deeds.Refused(await new ListAddresses(_site.Ports).ExecuteAsync(_site.Client, Token), RefusalKind.Forbidden, Rules.MustHavePermission);
    }

    [Fact]
    public async Task A_list_leaves_out_what_is_gone_and_where_something_is_by_now()
    {
        await _site.ArticleInAsync(ReviewState.Published);
        var gone = await _site.ArticleInAsync(ReviewState.Draft, title: "gone");
        Deeds.Done(await KeepAsync(_site.Editor, "articles/of-gone", "articles/gone"));
        Deeds.Done(await KeepAsync(_site.Editor, "articles/taken", "articles/gut"));
        Deeds.Done(await KeepAsync(_site.Editor, "articles/left", "articles/gut"));
        Deeds.Done(await _site.DeleteAsync(_site.Editor, gone));
        await _site.ImportAsync(Deeds.Article("taken", null));
        _site.Store.State = _site.State with { Documents = _site.State.Documents.SetItem((FormerAddress.DocumentKind, "articles/strange"), new() { ["Path"] = "strange" }) };

        Assert.Equal(["articles/left"], (await ListAsync()).Select(redirect => redirect.From.Path));
    }

    [Fact]
    public async Task Where_something_was_withdrawn_readers_are_told_why_and_what_to_read_instead()
    {
        var id = await _site.ArticleInAsync(ReviewState.Published);
        var better = await _site.ArticleInAsync(ReviewState.Published, title: "better");
        Deeds.Done(await KeepAsync(_site.Editor, "articles/old", "articles/gut"));
        Deeds.Done(await _site.WithdrawAsync(_site.Editor, id, itemId: better));
        var notice = new WithdrawalNotice(id, "The dose is wrong.", _site.NowUtc, "/articles/better") { ReplacementTitle = "better" };

        Assert.Equal(notice, await AbsenceAsync(DeliveryKind.Article, "gut"));
        Assert.Equal(notice, await AbsenceAsync(DeliveryKind.Article, "old"));
        Assert.Null(await AbsenceAsync(DeliveryKind.Series, "gut"));
        Assert.Null(await AbsenceAsync(DeliveryKind.Article, "never"));

        Deeds.Done(await _site.UnpublishAsync(_site.Editor, better));
        Assert.Equal(notice with { ReplacementUrl = null, ReplacementTitle = null }, await AbsenceAsync(DeliveryKind.Article, "gut"));
    }

    [Theory]
    [InlineData("https://example.org/safe", null, "https://example.org/safe", null)]
    [InlineData("/articles/better", null, "/articles/better", "better")]
    [InlineData("/articles/nowhere", null, null, null)]
    [InlineData(null, "guide", "/items/guide/sleep", "sleep")]
    [InlineData(null, "disclaimer", "/api/delivery/disclaimers/", "Disclaimer")]
    [InlineData(null, null, null, null)]
    public async Task What_is_named_instead_has_the_address_of_its_kind(string? url, string? item, string? shown, string? title)
    {
        var disclaimer = await _site.PublishedDisclaimerAsync();
        var id = await _site.ArticleInAsync(ReviewState.Withdrawn, disclaimer);
        await _site.ArticleInAsync(ReviewState.Published, disclaimer, "better");
        var guide = await GuideAsync("sleep");
        var instead = item switch { "guide" => guide, "disclaimer" => disclaimer, _ => null };
        _site.Store.State = _site.State with { Withdrawals = _site.State.Withdrawals.SetItem(id, _site.State.Withdrawals[id] with { ReplacementItemId = instead, ReplacementUrl = url }) };

        var notice = Assert.IsType<WithdrawalNotice>(await AbsenceAsync(DeliveryKind.Article, "gut"));

        Assert.Equal((item == "disclaimer" ? shown + disclaimer : shown, title), (notice.ReplacementUrl, notice.ReplacementTitle));
    }

    [Fact]
    public async Task Something_withdrawn_that_is_live_again_elsewhere_is_found_there()
    {
        var id = await _site.ArticleInAsync(ReviewState.Published);
        Deeds.Done(await KeepAsync(_site.Editor, "articles/old", "articles/gut"));
        _site.Store.State = _site.State with { Withdrawals = _site.State.Withdrawals.SetItem(id, new(id, "Article", "v", "articles/gone", "Wrong.", null, null, "x", "x", _site.NowUtc)) };

        Assert.Equal(new MovedNotice(id, "gut"), await AbsenceAsync(DeliveryKind.Article, "old"));
        Assert.IsType<WithdrawalNotice>(await AbsenceAsync(DeliveryKind.Article, "gone"));
        Assert.Null(await AbsenceAsync(DeliveryKind.Article, "gut"));
    }

    [Theory]
    [InlineData(ReviewState.Published, true)]
    [InlineData(ReviewState.Draft, false)]
    public async Task A_former_address_can_be_named_instead_where_it_leads_to_something_live(ReviewState state, bool found)
    {
        var id = await _site.ArticleInAsync(ReviewState.Published);
        var better = await _site.ArticleInAsync(state, title: "better");
        Deeds.Done(await KeepAsync(_site.Editor, "articles/old", "articles/better"));

        var outcome = await _site.WithdrawAsync(_site.Editor, id, url: "/articles/old");

        Assert.Equal(found, outcome.Succeeded);
        Assert.Equal(found ? better : null, _site.State.Withdrawals.GetValueOrDefault(id)?.ReplacementItemId);
    }

    [Fact]
    public async Task A_disclaimer_that_was_withdrawn_is_found_by_its_id()
    {
        var id = await _site.PublishedDisclaimerAsync();
        Deeds.Done(await _site.WithdrawAsync(_site.Editor, id));

        Assert.Equal("The dose is wrong.", Assert.IsType<WithdrawalNotice>(await AbsenceAsync(DeliveryKind.Disclaimer, id)).Reason);
    }

    private async Task<string> GuideAsync(string slug) => await _site.ImportAsync(new()
    {
        ["ContentType"] = "Guide",
        ["DisplayText"] = slug,
        ["TitlePart"] = new JsonObject { ["Title"] = slug },
        ["AutoroutePart"] = new JsonObject { ["Path"] = "anywhere/" + slug },
    });

    private Task<Outcome<FormerAddress>> KeepAsync(Actor actor, string from, string to) => new KeepAddress(_site.Ports).ExecuteAsync(actor, new(from, to), Token);

    private Task<Outcome<FormerAddress>> ReleaseAsync(Actor actor, string path) => new ReleaseAddress(_site.Ports).ExecuteAsync(actor, path, Token);

    private async Task<IReadOnlyList<Redirect>> ListAsync() => Deeds.Done(await new ListAddresses(_site.Ports).ExecuteAsync(_site.Editor, Token)).Redirects;

    private Task<Absence?> AbsenceAsync(DeliveryKind kind, string key) => new Absences(_site.Store).FindAsync(kind, key, Token);
}
