using System.Text.Json.Nodes;
using GutCms.Core.Content.Checking;
using GutCms.Core.Content.Items;
using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Views;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Core.Tests.Reviews;
using GutCms.Core.Tests.Reviews.Memory;
using GutCms.Core.Translating;

namespace GutCms.Core.Tests.Translating;

/// <summary>A translation knows the text that it was made from, and is stale when something else is live of it.</summary>
public sealed class StaleTranslationsTests
{
    private const string Policy = """{ "ContentType": "Article", "Version": "2", "RequireCurrentTranslations": CURRENT, "SignatureRequired": false, "Stages": [ { "Name": "Medical", "Role": "MedicalReviewer" } ] }""";

    private readonly MemorySite _site = new();

    public StaleTranslationsTests()
    {
        _site.Store.State = _site.State with
        {
            Definitions = DefinitionJson.Merge(_site.State.Definitions, JsonNode.Parse(
                """{ "ContentTypes": [ { "Name": "Article", "DisplayName": "Article", "ContentTypePartDefinitionRecords": [ { "PartName": "LocalizationPart" } ] } ] }""")!.AsObject()),
        };
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_translation_begins_with_the_live_text_in_another_language()
    {
        var source = await _site.ArticleInAsync(ReviewState.Published);
        await _site.EditAsync(_site.Author, source, "A draft that nobody approved.");
        var live = _site.State.Versions.Single(version => version.Item.ContentItemId == source && version.Item.Published);

        var saved = Deeds.Done(await BeginAsync(source, "de", "articles/darm"));

        Assert.Equal((source, "de", "articles/darm"), (ItemMeaning.TranslationsOf(saved.Item), ItemMeaning.OwnLanguageOf(saved.Item.Parts), ItemMeaning.PathOf(saved.Item)));
        Assert.Contains("The gut talks to the brain.", saved.Item.Parts.ToJsonString(), StringComparison.Ordinal);
        Assert.NotEqual(source, saved.Item.ContentItemId);
        Assert.Equal(ReviewState.Draft, saved.State);
        var stand = (await _site.ViewAsync(saved.Item.ContentItemId)).Translation!;
        Assert.Equal((source, live.Item.ContentItemVersionId, live.ContentHash, false), (stand.Origin.SourceId, stand.Origin.VersionId, stand.Origin.ContentHash, stand.IsStale));
        Assert.Equal(_site.NowUtc, stand.Origin.AtUtc);
        Assert.Null((await _site.ViewAsync(source)).Translation);
        Assert.Equal(["content.create", "content.translate"], _site.State.Audit.TakeLast(2).Select(entry => entry.Action));
    }

    [Fact]
    public async Task A_translation_does_not_begin_in_a_language_that_there_is_nor_by_somebody_who_may_not_write()
    {
        var source = await _site.ArticleInAsync(ReviewState.Published);
        Deeds.Done(await BeginAsync(source, "de"));

        Deeds.Refused(await BeginAsync(source, "de"), RefusalKind.Invalid);
        Deeds.Refused(await BeginAsync(source, "en"), RefusalKind.Invalid);
        Deeds.Refused(await BeginAsync(source, "no language"), RefusalKind.Invalid);
        Deeds.Refused(await new BeginTranslation(_site.Ports).ExecuteAsync(_site.Reviewer, new(source, "fr"), Token), RefusalKind.Forbidden, Rules.MustHavePermission);
        Deeds.Refused(await BeginAsync(await _site.PublishedDisclaimerAsync("Another."), "fr"), RefusalKind.Conflict);
        Deeds.Done(await BeginAsync(source, "fr"));
    }

    [Fact]
    public async Task It_is_stale_once_something_else_is_live_of_the_source_until_somebody_says_that_it_is_not()
    {
        var (source, translation) = await TranslatedAsync();
        await _site.EditAsync(_site.Author, source, "The gut is silent.");
        Assert.False(await IsStaleAsync(translation));

        await _site.ToPublishedAsync(source);
        Assert.True(await IsStaleAsync(translation));
        Assert.Equal((translation, source), _site.State.Outbox.Where(message => message.Event == ReviewEvents.SourceChanged).Select(message => (message.ContentItemId, (string?)message.Data["sourceId"])).Single());
        var hash = await _site.HashAsync(source);

        Deeds.Refused(await ConfirmAsync(_site.Editor, translation, source, "sha256:0"), RefusalKind.Stale);
        Deeds.Refused(await ConfirmAsync(_site.Reviewer, translation, source, hash), RefusalKind.Forbidden, Rules.MustHavePermission);
        Deeds.Refused(await ConfirmAsync(_site.Editor, translation, translation, hash), RefusalKind.Invalid);
        Deeds.Refused(await ConfirmAsync(_site.Editor, translation, await _site.ArticleInAsync(ReviewState.Published, title: "other"), hash), RefusalKind.Invalid);
        Assert.True(await IsStaleAsync(translation));

        var before = await _site.ViewAsync(translation);
        Deeds.Done(await ConfirmAsync(_site.Editor, translation, source, hash));
        var after = await _site.ViewAsync(translation);
        Assert.False(after.Translation!.IsStale);
        Assert.Equal((before.ContentHash, before.Tag, before.VersionId), (after.ContentHash, after.Tag, after.VersionId));
        Assert.Equal("content.translation.confirm", _site.State.Audit.Last().Action);
    }

    [Fact]
    public async Task What_is_in_no_set_any_more_is_no_translation()
    {
        var (_, translation) = await TranslatedAsync();
        var json = ContentItemJson.Write(_site.Latest(translation));
        json.Remove("LocalizationPart");

        await _site.SaveAsync(_site.Editor, json);

        Assert.Null((await _site.ViewAsync(translation)).Translation);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_policy_says_whether_a_stale_translation_is_approved_and_published(bool required)
    {
        _site.SetPolicy("Article", Policy.Replace("CURRENT", required ? "true" : "false", StringComparison.Ordinal));
        var (source, translation) = await TranslatedAsync();
        Deeds.Done(await _site.SubmitAsync(_site.Editor, translation));
        await ChangeSourceAsync(source, "The gut is silent.");

        var refused = await _site.ApproveAsync(_site.Reviewer, translation);
        if (required)
        {
            Deeds.Refused(refused, RefusalKind.Conflict, Rules.TranslationMustBeCurrent);
            Deeds.Done(await ConfirmAsync(_site.Editor, translation, source, await _site.HashAsync(source)));
            Deeds.Done(await _site.ApproveAsync(_site.Reviewer, translation));
            await ChangeSourceAsync(source, "The gut sings.");
            Deeds.Refused(await _site.PublishAsync(_site.Editor, translation), RefusalKind.Conflict, Rules.TranslationMustBeCurrent);
            Deeds.Done(await ConfirmAsync(_site.Editor, translation, source, await _site.HashAsync(source)));
        }

        Deeds.Done(await _site.PublishAsync(_site.Editor, translation));
    }

    [Fact]
    public async Task A_stricter_policy_asks_it_of_approvals_of_before()
    {
        _site.SetPolicy("Article", Policy.Replace("CURRENT", "false", StringComparison.Ordinal));
        var (source, translation) = await TranslatedAsync();
        await ChangeSourceAsync(source, "The gut is silent.");
        Deeds.Done(await _site.SubmitAsync(_site.Editor, translation));
        Deeds.Done(await _site.ApproveAsync(_site.Reviewer, translation));
        _site.SetPolicy("Article", Policy.Replace("CURRENT", "true", StringComparison.Ordinal).Replace("\"2\"", "\"3\"", StringComparison.Ordinal));

        Deeds.Refused(await _site.PublishAsync(_site.Editor, translation), RefusalKind.Conflict, Rules.PolicyInForceMustBeSatisfied);
        Deeds.Done(await ConfirmAsync(_site.Editor, translation, source, await _site.HashAsync(source)));
        Deeds.Done(await _site.PublishAsync(_site.Editor, translation));
    }

    [Fact]
    public async Task Whoever_edits_sees_the_languages_and_what_changed_in_the_source()
    {
        var (source, translation) = await TranslatedAsync();
        await ChangeSourceAsync(source, "The gut is silent.");

        var seen = (await new GetTranslations(_site.Ports).ExecuteAsync(_site.Editor, translation, Token))!;

        Assert.True(seen.MayTranslate);
        Assert.Equal([("de", translation, true), ("en", source, false)], seen.Languages.Select(each => (each.Language, each.ContentItemId, each.IsStale)));
        Assert.True(seen.Source!.IsStale && seen.Source.Changes.HasChanges);
        Assert.Equal(("en", await _site.HashAsync(source)), (seen.Source.Language, seen.Source.ContentHash));
        Assert.Null((await new GetTranslations(_site.Ports).ExecuteAsync(_site.Editor, source, Token))!.Source);
        Assert.Null(await new GetTranslations(_site.Ports).ExecuteAsync(_site.Client, translation, Token));
    }

    private async Task<(string Source, string Translation)> TranslatedAsync()
    {
        var source = await _site.ArticleInAsync(ReviewState.Published);
        return (source, Deeds.Done(await BeginAsync(source, "de")).Item.ContentItemId);
    }

    private async Task ChangeSourceAsync(string source, string text)
    {
        await _site.EditAsync(_site.Author, source, text);
        await _site.ToPublishedAsync(source);
    }

    private Task<Outcome<SavedContent>> BeginAsync(string source, string language, string? path = null) =>
        new BeginTranslation(_site.Ports).ExecuteAsync(_site.Editor, new(source, language, path), Token);

    private Task<Outcome<TranslationOrigin>> ConfirmAsync(Actor actor, string translation, string source, string hash) =>
        new ConfirmTranslation(_site.Ports).ExecuteAsync(actor, new(translation, source, hash), Token);

    private async Task<bool> IsStaleAsync(string id) => (await _site.ViewAsync(id)).Translation!.IsStale;
}
