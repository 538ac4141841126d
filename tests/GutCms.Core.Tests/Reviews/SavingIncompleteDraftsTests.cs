using System.Text.Json.Nodes;
using GutCms.Core.Content.Items;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Tests.Reviews.Memory;

namespace GutCms.Core.Tests.Reviews;

/// <summary>A draft may lack what its type asks for; what is submitted or published may not.</summary>
public sealed class SavingIncompleteDraftsTests
{
    private readonly MemorySite _site = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Draft_without_title_address_and_disclaimer_is_kept_and_what_it_lacks_is_asked_for_at_submission()
    {
        var id = (await _site.SaveAsync(_site.Author, new JsonObject { ["ContentType"] = "Article" })).Item.ContentItemId;

        var refusal = Deeds.Refused(await SubmitAsync(id), RefusalKind.Conflict, Rules.ContentMustBeComplete, Rules.DisclaimerMustBePublished);

        Assert.Null(ItemMeaning.PathOf(_site.Latest(id)));
        Assert.Equal(["$.Article.Disclaimer.ContentItemIds", "$.TitlePart.Title"], refusal.Faults.Select(fault => fault.Path).Order(StringComparer.Ordinal));
        Assert.Contains("The title is required.", refusal.UnmetRules[0].Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Trigger.Submit, (await _site.ViewAsync(id)).PermittedTriggers);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \u00a0")]
    public async Task Name_that_is_blank_is_none(string title)
    {
        var json = new JsonObject { ["ContentType"] = "Article", ["DisplayText"] = title, ["TitlePart"] = new JsonObject { ["Title"] = title } };

        var id = (await _site.SaveAsync(_site.Author, json)).Item.ContentItemId;

        Assert.Null(_site.Latest(id).DisplayText);
    }

    [Fact]
    public async Task Title_of_signs_makes_no_address_which_is_asked_for_too()
    {
        var json = Deeds.Article("…", await _site.PublishedDisclaimerAsync());
        json["AutoroutePart"] = null;
        var id = (await _site.SaveAsync(_site.Author, json)).Item.ContentItemId;

        var refusal = Deeds.Refused(await SubmitAsync(id), RefusalKind.Conflict, Rules.ContentMustBeComplete);

        Assert.Equal("$.AutoroutePart.Path", Assert.Single(refusal.Faults).Path);
    }

    [Fact]
    public async Task Block_that_lacks_its_heading_is_named_and_once_it_has_one_the_text_is_submitted()
    {
        var json = Deeds.Article("whole", await _site.PublishedDisclaimerAsync());
        json["Body"]!["ContentItems"]![0]!["TitlePart"]!["Title"] = "";
        var saved = await _site.SaveAsync(_site.Author, json);
        var id = saved.Item.ContentItemId;

        var refusal = Deeds.Refused(await SubmitAsync(id), RefusalKind.Conflict, Rules.ContentMustBeComplete);
        var better = ContentItemJson.Write(_site.Latest(id));
        better["Body"]!["ContentItems"]![0]!["TitlePart"]!["Title"] = "Aim";
        await _site.SaveAsync(_site.Author, better);

        Assert.Equal("$.Body.ContentItems[0].TitlePart.Title", Assert.Single(refusal.Faults).Path);
        Deeds.Done(await SubmitAsync(id));
    }

    [Fact]
    public async Task Text_of_a_type_without_policy_is_published_only_when_it_is_whole()
    {
        _site.SetPolicy("Series", null);
        var series = new JsonObject { ["ContentType"] = "Series", ["Series"] = new JsonObject() };
        var id = (await _site.SaveAsync(_site.Editor, series)).Item.ContentItemId;

        Deeds.Refused(await PublishAsync(id), RefusalKind.Conflict, Rules.ContentMustBeComplete);
        series["ContentItemId"] = id;
        series["TitlePart"] = new JsonObject { ["Title"] = "Vitamins" };
        await _site.SaveAsync(_site.Editor, series);

        Deeds.Done(await PublishAsync(id));
    }

    [Fact]
    public async Task Approved_text_whose_type_asks_for_more_by_now_waits_until_it_has_that()
    {
        var id = await _site.ArticleInAsync(ReviewState.Approved);
        var article = _site.State.Definitions.FindPart("Article")!;
        var excerpt = article.Fields.Single(field => field.Name == "Excerpt");
        var settings = (JsonObject)excerpt.Settings.DeepClone();
        settings["TextFieldSettings"]!["Required"] = true;
        _site.Store.State = _site.State with
        {
            Definitions = _site.State.Definitions with
            {
                Parts = [.. _site.State.Definitions.Parts.Where(part => part.Name != "Article"), article with { Fields = [.. article.Fields.Where(field => field != excerpt), excerpt with { Settings = settings }] }],
            },
        };

        Assert.Contains((await PublishAsync(id)).Refusal!.UnmetRules, rule => rule.Rule == Rules.ContentMustBeComplete);
    }

    [Fact]
    public async Task What_is_wrong_stays_refused_however_little_is_written()
    {
        var outcome = await new SaveContent(_site.Ports).ExecuteAsync(
            _site.Author, new(new JsonObject { ["ContentType"] = "Article", ["TitlePart"] = new JsonObject { ["Title"] = 5 } }, ExpectedTag.NoItem), Token);

        Assert.Equal(["$.TitlePart.Title"], outcome.Refusal!.Faults.Select(fault => fault.Path));
        Assert.Equal(RefusalKind.Invalid, outcome.Refusal.Kind);
    }

    private Task<Outcome<TriggerResult>> SubmitAsync(string id) => new PullTrigger(_site.Ports).RunAsync(_site.Author, Trigger.Submit, new(id, Deeds.NoTag), Token);

    private Task<Outcome<TriggerResult>> PublishAsync(string id) => new PullTrigger(_site.Ports).RunAsync(_site.Editor, Trigger.Publish, new(id, Deeds.NoTag), Token);
}
