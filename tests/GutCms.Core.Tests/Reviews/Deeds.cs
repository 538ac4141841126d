using GutCms.Core.Reviews.Due;
using System.Text.Json.Nodes;
using GutCms.Core.Content.Items;
using GutCms.Core.Reviews.Disclaimers;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Reviews.Views;
using GutCms.Core.Security;
using GutCms.Core.Tests.Reviews.Memory;

namespace GutCms.Core.Tests.Reviews;

/// <summary>What people do, in the words of the scenarios.</summary>
internal static class Deeds
{
    /// <summary>What a scenario does, it does to the item as it is.</summary>
    public static readonly ExpectedTag NoTag = ExpectedTag.NotAsked("A scenario knows what is there.");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static JsonObject Article(string title, string? disclaimerId, string text = "The gut talks to the brain.") => new()
    {
        ["ContentType"] = "Article",
        ["DisplayText"] = title,
        ["TitlePart"] = new JsonObject { ["Title"] = title },
        ["AutoroutePart"] = new JsonObject { ["Path"] = "articles/" + title },
        ["Article"] = new JsonObject
        {
            ["Disclaimer"] = new JsonObject { ["ContentItemIds"] = disclaimerId is null ? new JsonArray() : new JsonArray(disclaimerId) },
        },
        ["Body"] = new JsonObject
        {
            ["ContentItems"] = new JsonArray(new JsonObject
            {
                ["ContentItemId"] = "13dtxdw22d61fpcbf754779t85",
                ["ContentType"] = "Section",
                ["DisplayText"] = "Introduction",
                ["TitlePart"] = new JsonObject { ["Title"] = "Introduction" },
                ["HtmlBodyPart"] = new JsonObject { ["Html"] = $"<p>{text}</p>" },
            }),
        },
    };

    public static JsonObject Disclaimer(string text) => new()
    {
        ["ContentType"] = "Disclaimer",
        ["DisplayText"] = "Disclaimer",
        ["TitlePart"] = new JsonObject { ["Title"] = "Disclaimer" },
        ["Disclaimer"] = new JsonObject { ["Text"] = new JsonObject { ["Html"] = $"<p>{text}</p>" }, ["Kind"] = new JsonObject { ["Text"] = "educational" } },
    };

    public static async Task<SavedContent> SaveAsync(this MemorySite site, Actor actor, JsonObject json) => Done(await new SaveContent(site.Ports).ExecuteAsync(actor, new(json, NoTag), Token));

    /// <summary>Saves an item again with another text.</summary>
    public static async Task<SavedContent> EditAsync(this MemorySite site, Actor actor, string id, string text)
    {
        var item = site.Latest(id);
        var json = ContentItemJson.Write(item);
        if (item.ContentType == "Disclaimer")
        {
            json["Disclaimer"]!["Text"]!["Html"] = $"<p>{text}</p>";
        }
        else
        {
            json["Body"]!["ContentItems"]![0]!["HtmlBodyPart"]!["Html"] = $"<p>{text}</p>";
        }

        return await site.SaveAsync(actor, json);
    }

    /// <summary>Saves an item again as it is.</summary>
    public static Task<SavedContent> SaveAgainAsync(this MemorySite site, Actor actor, string id) => site.SaveAsync(actor, ContentItemJson.Write(site.Latest(id)));

    public static Task<Outcome<TriggerResult>> SubmitAsync(this MemorySite site, Actor actor, string id, DisclaimerChange? change = null) =>
        new SubmitForReview(site.Ports).ExecuteAsync(actor, new(id, NoTag, change), Token);

    public static async Task<Outcome<TriggerResult>> ApproveAsync(this MemorySite site, Actor actor, string id, string? password = MemorySite.Password, string? hash = null, string? role = null) =>
        await new Decide(site.Ports).ExecuteAsync(actor, new(id, NoTag, true, hash ?? await site.HashAsync(id), (await site.ViewAsync(id)).Presentation.Hash(), password is null ? null : new(password), null, role, await site.ImpactTagAsync(id)), Token);

    public static async Task<Outcome<TriggerResult>> RequestChangesAsync(this MemorySite site, Actor actor, string id, string? comment = "A unit is wrong.") =>
        await new Decide(site.Ports).ExecuteAsync(actor, new(id, NoTag, false, await site.HashAsync(id), (await site.ViewAsync(id)).Presentation.Hash(), null, comment), Token);

    public static Task<Outcome<TriggerResult>> WithdrawSubmissionAsync(this MemorySite site, Actor actor, string id) => new WithdrawSubmission(site.Ports).ExecuteAsync(actor, new(id, NoTag), Token);

    public static Task<Outcome<TriggerResult>> PublishAsync(this MemorySite site, Actor actor, string id, string? impactTag = null) =>
        new PublishVersion(site.Ports).ExecuteAsync(actor, new(id, NoTag, impactTag), Token);

    public static Task<Outcome<TriggerResult>> UnpublishAsync(this MemorySite site, Actor actor, string id, bool? keepsSchedule = null) => new UnpublishContent(site.Ports).ExecuteAsync(actor, new(id, NoTag, keepsSchedule), Token);

    public static Task<Outcome<TriggerResult>> ScheduleTakeDownAsync(this MemorySite site, Actor actor, string id, DateTime? at) => new ScheduleTakeDown(site.Ports).ExecuteAsync(actor, new(id, NoTag, at), Token);

    public static Task<RunDueTakeDowns.Result> TakeDownDueAsync(this MemorySite site) => new RunDueTakeDowns(site.Ports).ExecuteAsync(Actor.System, Token);

    public static Task<Outcome<TriggerResult>> ScheduleAsync(this MemorySite site, Actor actor, string id, DateTime? at) => new SchedulePublication(site.Ports).ExecuteAsync(actor, new(id, NoTag, at), Token);

    public static Task<RunDuePublications.Result> RunDueAsync(this MemorySite site) => new RunDuePublications(site.Ports).ExecuteAsync(Actor.System, Token);

    public static Task<MarkReviewsDue.Result> MarkDueAsync(this MemorySite site) => new MarkReviewsDue(site.Ports).ExecuteAsync(Actor.System, Token);

    public static async Task<Outcome<TriggerResult>> RenewAsync(this MemorySite site, Actor actor, string id, string? password = MemorySite.Password, string? hash = null) =>
        await new RenewReview(site.Ports).ExecuteAsync(
            actor,
            new(id, NoTag, hash ?? (await site.ViewAsync(id)).Published?.ContentHash ?? "", (await site.ViewAsync(id)).Published?.Presentation.Hash() ?? "", password is null ? null : new(password)),
            Token);

    public static Task<Outcome<TriggerResult>> WithdrawAsync(this MemorySite site, Actor actor, string id, string? reason = "The dose is wrong.", string? itemId = null, string? url = null) =>
        new WithdrawContent(site.Ports).ExecuteAsync(actor, new(id, NoTag, reason, itemId, url), Token);

    public static Task<Outcome<SavedContent>> RestoreAsync(this MemorySite site, Actor actor, string id, string versionId) => new RestoreVersion(site.Ports).ExecuteAsync(actor, new(id, NoTag, versionId), Token);

    public static Task<Outcome<DeleteContent.Result>> DeleteAsync(this MemorySite site, Actor actor, string id) => new DeleteContent(site.Ports).ExecuteAsync(actor, new(id, NoTag), Token);

    public static Task<Outcome<TriggerResult>> AssignAsync(this MemorySite site, Actor actor, string id, params Actor[] assignees) =>
        new AssignReview(site.Ports).ExecuteAsync(actor, new(id, NoTag, null, null, [.. assignees.Select(assignee => assignee.UserId)]), Token);

    public static Task<Outcome<CommentThread>> CommentAsync(this MemorySite site, Actor actor, string id, string? threadId = null) => new AddComment(site.Ports).ExecuteAsync(actor, new(id, threadId, "Which dose?"), Token);

    public static Task<Outcome<CommentThread>> ResolveAsync(this MemorySite site, Actor actor, string id, string threadId) => new ResolveComment(site.Ports).ExecuteAsync(actor, new(id, threadId), Token);

    public static async Task<DisclaimerImpact> ImpactAsync(this MemorySite site, string id) => Done(await new GetDisclaimerImpact(site.Ports).ExecuteAsync(site.Editor, id, Token));

    /// <summary>Tag of the list of what a disclaimer concerns, as whoever looks at it sends it along; null: the item is none.</summary>
    public static async Task<string?> ImpactTagAsync(this MemorySite site, string id) => (await new GetDisclaimerImpact(site.Ports).ExecuteAsync(site.Editor, id, Token)).Value?.Tag;

    public static async Task<ReviewView> ViewAsync(this MemorySite site, string id, Actor? actor = null) => Done(await new GetReview(site.Ports).ExecuteAsync(actor ?? site.Editor, id, Token));

    public static async Task<ReviewState> StateAsync(this MemorySite site, string id) => (await site.ViewAsync(id)).State;

    public static async Task<string> HashAsync(this MemorySite site, string id) => (await site.ViewAsync(id)).ContentHash;

    public static ContentItem Latest(this MemorySite site, string id) => site.State.Versions.Single(version => version.Item.ContentItemId == id && version.Item.Latest).Item;

    /// <summary>Brings an item in published, as a trusted recipe does.</summary>
    public static async Task<string> ImportAsync(this MemorySite site, JsonObject json)
    {
        var item = ContentItemJson.Read(json) with
        {
            ContentItemId = ContentIds.New(),
            ContentItemVersionId = ContentIds.New(),
            Latest = true,
            Published = true,
            Owner = site.Author.UserId,
            CreatedUtc = site.NowUtc,
            ModifiedUtc = site.NowUtc,
            PublishedUtc = site.NowUtc,
        };
        await using var work = await site.Store.BeginAsync(Token);
        await work.AddVersionsAsync([item], "recipe", Token);
        var hash = (await work.ListVersionsAsync(item.ContentItemId, Token))[^1].ContentHash!;
        await work.MarkImportedAsync([new(item.ContentItemVersionId, hash, "recipe", site.NowUtc)], Token);
        await work.CommitAsync(Token);
        return item.ContentItemId;
    }

    /// <summary>A disclaimer, approved and published.</summary>
    public static async Task<string> PublishedDisclaimerAsync(this MemorySite site, string text = "For education only.")
    {
        var id = (await site.SaveAsync(site.Editor, Disclaimer(text))).Item.ContentItemId;
        await site.ToPublishedAsync(id);
        return id;
    }

    /// <summary>An article of the author's with a published disclaimer, in this state.</summary>
    public static async Task<string> ArticleInAsync(this MemorySite site, ReviewState state, string? disclaimerId = null, string title = "gut")
    {
        disclaimerId ??= await site.PublishedDisclaimerAsync();
        if (state == ReviewState.Imported)
        {
            return await site.ImportAsync(Article(title, disclaimerId));
        }

        var id = (await site.SaveAsync(site.Author, Article(title, disclaimerId))).Item.ContentItemId;
        switch (state)
        {
            case ReviewState.Draft:
                break;
            case ReviewState.ChangesRequested:
                Done(await site.SubmitAsync(site.Author, id));
                Done(await site.RequestChangesAsync(site.Reviewer, id));
                break;
            case ReviewState.InReview:
                Done(await site.SubmitAsync(site.Author, id));
                break;
            case ReviewState.Approved:
                Done(await site.SubmitAsync(site.Author, id));
                Done(await site.ApproveAsync(site.Reviewer, id));
                break;
            default:
                await site.ToPublishedAsync(id);
                break;
        }

        if (state == ReviewState.Withdrawn)
        {
            Done(await site.WithdrawAsync(site.Editor, id));
        }
        else if (state == ReviewState.ReviewDue)
        {
            site.NowUtc = site.NowUtc.AddMonths(13);
            await site.MarkDueAsync();
        }

        Assert.Equal(state, await site.StateAsync(id));
        return id;
    }

    public static async Task ToPublishedAsync(this MemorySite site, string id)
    {
        Done(await site.SubmitAsync(site.Editor, id));
        Done(await site.ApproveAsync(site.Reviewer, id));
        Done(await site.PublishAsync(site.Editor, id));
    }

    public static T Done<T>(Outcome<T> outcome)
        where T : class
    {
        Assert.True(outcome.Succeeded, outcome.Refusal?.Message + string.Join(' ', outcome.Refusal?.Faults.Select(fault => fault.ToString()) ?? []));
        return outcome.Value;
    }

    public static Refusal Refused<T>(Outcome<T> outcome, RefusalKind kind, params string[] rules)
        where T : class
    {
        Assert.False(outcome.Succeeded);
        Assert.Equal(kind, outcome.Refusal.Kind);
        Assert.Equal(rules.Order(), outcome.Refusal.UnmetRules.Select(rule => rule.Rule).Order());
        return outcome.Refusal;
    }
}
