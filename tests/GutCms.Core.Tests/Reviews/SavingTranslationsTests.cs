using System.Text.Json.Nodes;
using GutCms.Core.Content.Checking;
using GutCms.Core.Releases;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Reviews.Views;
using GutCms.Core.Tests.Reviews.Memory;

namespace GutCms.Core.Tests.Reviews;

/// <summary>A set of translations has one item in each language: at a save, at a restoration and at publication.</summary>
public sealed class SavingTranslationsTests
{
    private readonly MemorySite _site = new();

    public SavingTranslationsTests() => _site.Store.State = _site.State with
    {
        Definitions = DefinitionJson.Merge(_site.State.Definitions, JsonNode.Parse(
            """{ "ContentTypes": [ { "Name": "Article", "DisplayName": "Article", "ContentTypePartDefinitionRecords": [ { "PartName": "LocalizationPart" } ] } ] }""")!.AsObject()),
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("gut", "de", false)]
    [InlineData("gut", "DE", false)]
    [InlineData("gut", "fr", true)]
    [InlineData("gut", "de-AT", true)]
    [InlineData("gut", null, true)]
    [InlineData("brain", "de", true)]
    [InlineData(null, "de", true)]
    public async Task A_language_is_taken_by_another_item_of_the_set(string? set, string? language, bool isFree)
    {
        var first = await SaveAsync("one", "gut", "de");

        var second = await SaveAsync("two", set, language);

        Assert.Equal(isFree, second.Succeeded);
        if (!isFree)
        {
            var fault = Assert.Single(Deeds.Refused(second, RefusalKind.Invalid).Faults);
            Assert.Equal("$.LocalizationPart.Culture", fault.Path);
            Assert.Contains(Deeds.Done(first).Item.ContentItemId, fault.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_item_without_a_language_has_that_of_the_site()
    {
        Deeds.Done(await SaveAsync("one", "gut", null));

        Deeds.Refused(await SaveAsync("two", "gut", "en"), RefusalKind.Invalid);
    }

    [Fact]
    public async Task An_item_without_a_set_is_in_one_that_is_called_like_it()
    {
        var id = Deeds.Done(await SaveAsync("one", null, "de")).Item.ContentItemId;

        Deeds.Refused(await SaveAsync("two", id, "de"), RefusalKind.Invalid);
        Deeds.Done(await SaveAsync("two", id, "fr"));
        Deeds.Refused(await new SaveContent(_site.Ports).ExecuteAsync(_site.Editor, new(Article("one", null, "fr", id), Deeds.NoTag), Token), RefusalKind.Invalid);
    }

    [Fact]
    public async Task An_item_keeps_its_own_language_and_gives_it_back_when_it_is_deleted()
    {
        var id = Deeds.Done(await SaveAsync("one", "gut", "de")).Item.ContentItemId;
        Deeds.Done(await new SaveContent(_site.Ports).ExecuteAsync(_site.Editor, new(Article("one", "gut", "de", id), Deeds.NoTag), Token));

        Deeds.Done(await _site.DeleteAsync(_site.Administrator, id));

        Deeds.Done(await SaveAsync("two", "gut", "de"));
    }

    [Fact]
    public async Task An_old_version_does_not_come_back_to_a_language_that_is_taken_since()
    {
        var old = Deeds.Done(await SaveAsync("one", "gut", "de"));
        Deeds.Done(await new SaveContent(_site.Ports).ExecuteAsync(_site.Editor, new(Article("one", "gut", "fr", old.Item.ContentItemId), Deeds.NoTag), Token));
        Deeds.Done(await SaveAsync("two", "gut", "de"));

        Deeds.Refused(await _site.RestoreAsync(_site.Editor, old.Item.ContentItemId, old.Item.ContentItemVersionId), RefusalKind.Invalid);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Nothing_is_published_beside_a_live_item_of_its_language(bool isTaken)
    {
        _site.SetPolicy("Article", null);
        var disclaimer = await _site.PublishedDisclaimerAsync();
        var (one, two) = (Deeds.Done(await SaveAsync("one", "gut", "de", disclaimer)).Item, Deeds.Done(await SaveAsync("two", "gut", "fr", disclaimer)).Item);
        Deeds.Done(await _site.PublishAsync(_site.Editor, one.ContentItemId));

        // As a site may hold it that was not asked before.
        _site.Store.State = _site.State with
        {
            Versions = _site.State.Versions.ConvertAll(stored =>
            {
                if (stored.Item.ContentItemId != two.ContentItemId)
                {
                    return stored;
                }

                var parts = stored.Item.Parts.DeepClone().AsObject();
                parts["LocalizationPart"]!["Culture"] = isTaken ? "de" : "it";
                return stored with { Item = stored.Item with { Parts = parts } };
            }),
        };

        // A release says what its publication will.
        var release = Deeds.Done(await new SaveRelease(_site.Ports).ExecuteAsync(_site.Editor, new(null, 0, "Spring", null, [two.ContentItemId]), Token));
        var looked = Deeds.Done(await new GetReleases(_site.Ports).ExecuteAsync(_site.Editor, release.ReleaseId, Token));
        Assert.Equal(isTaken, !looked.Items[0].Missing.IsEmpty);
        Assert.Equal(isTaken ? RefusalKind.Conflict : (RefusalKind?)null, (await new PublishRelease(_site.Ports).ExecuteAsync(_site.Editor, new(release.ReleaseId, release.Revision), Token)).Refusal?.Kind);
        if (!isTaken)
        {
            Deeds.Done(await _site.UnpublishAsync(_site.Editor, two.ContentItemId));
        }

        var outcome = await _site.PublishAsync(_site.Editor, two.ContentItemId);

        Assert.Equal(isTaken ? RefusalKind.Conflict : (RefusalKind?)null, outcome.Refusal?.Kind);
    }

    private Task<Outcome<SavedContent>> SaveAsync(string title, string? set, string? language, string? disclaimer = null) =>
        new SaveContent(_site.Ports).ExecuteAsync(_site.Editor, new(Article(title, set, language, disclaimer: disclaimer), Deeds.NoTag), Token);

    private static JsonObject Article(string title, string? set, string? language, string? id = null, string? disclaimer = null)
    {
        var json = Deeds.Article(title, disclaimer);
        json["ContentItemId"] = id;
        json["LocalizationPart"] = new JsonObject { ["LocalizationSet"] = set, ["Culture"] = language };
        return json;
    }
}
