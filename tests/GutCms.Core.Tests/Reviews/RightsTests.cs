using System.Collections.Frozen;
using System.Text.Json.Nodes;
using GutCms.Core.Content.Items;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Core.Tests.Reviews.Memory;

namespace GutCms.Core.Tests.Reviews;

/// <summary>Every role, every use case that is no trigger, own content and that of others; triggers are in <see cref="PullingTriggersTests"/>.</summary>
public sealed class RightsTests
{
    private static readonly string[] UseCases =
    [
        "create", "save", "restore", "delete", "comment", "resolve", "reopen", "assign", "view", "impact",
        "create-live", "read-draft", "read-live", "versions", "compare", "log-of-item", "whole-log",
    ];

    // Done, or the kind of refusal, in the order above. "own" is content that the actor owns.
    private static readonly Dictionary<(string Role, bool Own), string> Expected = new()
    {
        [("Author", true)] =
            "done done done done done Conflict done Forbidden done done Forbidden done done done done done Forbidden",
        [("Author", false)] =
            "done NotFound NotFound NotFound NotFound NotFound NotFound NotFound NotFound NotFound Forbidden NotFound done NotFound NotFound NotFound Forbidden",
        [("Editor", true)] =
            "done done done done done done done done done done done done done done done done Forbidden",
        [("Editor", false)] =
            "done done done done done done done done done done done done done done done done Forbidden",
        [("MedicalReviewer", true)] =
            "Forbidden Forbidden Forbidden Forbidden done done done Forbidden done done Forbidden done done done done done Forbidden",
        [("MedicalReviewer", false)] =
            "Forbidden Forbidden Forbidden Forbidden done done done Forbidden done done Forbidden done done done done done Forbidden",
        [("Administrator", true)] =
            "done done done done done done done done done done done done done done done done done",
        [("Administrator", false)] =
            "done done done done done done done done done done done done done done done done done",
        [("Delivery", true)] =
            "Forbidden NotFound NotFound NotFound NotFound NotFound NotFound NotFound NotFound NotFound Forbidden NotFound done NotFound NotFound NotFound Forbidden",
        [("Delivery", false)] =
            "Forbidden NotFound NotFound NotFound NotFound NotFound NotFound NotFound NotFound NotFound Forbidden NotFound done NotFound NotFound NotFound Forbidden",
        [("Anonymous", false)] =
            "Forbidden NotFound NotFound NotFound NotFound NotFound NotFound NotFound NotFound NotFound Forbidden NotFound NotFound NotFound NotFound NotFound Forbidden",
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, bool, string, string> Everything() =>
        new(Expected.SelectMany(entry => UseCases.Zip(entry.Value.Split(' '), (useCase, expected) => (entry.Key.Role, entry.Key.Own, useCase, expected))));

    [Theory]
    [MemberData(nameof(Everything))]
    public async Task Is_permitted_or_refused_as_written(string role, bool own, string useCase, string expected)
    {
        var site = new MemorySite();
        site.SetPolicy("Series", null);
        var actor = role switch
        {
            "Author" => own ? site.Author : site.AddPerson("another", "Author"),
            "Editor" => site.Editor,
            "MedicalReviewer" => site.Reviewer,
            "Administrator" => site.Administrator,
            "Delivery" => site.Client,
            _ => Actor.Anonymous,
        };
        var disclaimer = await site.PublishedDisclaimerAsync();
        var id = await site.ArticleInAsync(ReviewState.Draft, disclaimer);
        var other = await ChangedDisclaimerAsync(site);
        await GiveAsync(site, id, own ? actor : site.Author);
        await GiveAsync(site, other, own ? actor : site.Author);
        if (useCase is "assign")
        {
            Deeds.Done(await site.SubmitAsync(site.Editor, id));
        }

        var thread = Deeds.Done(await site.CommentAsync(site.Editor, id)).ThreadId;
        Assert.Equal(expected, useCase switch
        {
            "create" => Kind(await new SaveContent(site.Ports).ExecuteAsync(actor, new(Deeds.Article("new", disclaimer), Deeds.NoTag), Token)),
            "save" => Kind(await new SaveContent(site.Ports).ExecuteAsync(actor, new(ContentItemJson.Write(site.Latest(id)), Deeds.NoTag), Token)),
            "restore" => Kind(await site.RestoreAsync(actor, id, site.Latest(id).ContentItemVersionId)),
            "delete" => Kind(await site.DeleteAsync(actor, id)),
            "comment" => Kind(await site.CommentAsync(actor, id)),
            "resolve" => Kind(await site.ResolveAsync(actor, id, thread)),
            "reopen" => Kind(await new ReopenComment(site.Ports).ExecuteAsync(actor, new(id, thread), Token)),
            "assign" => Kind(await site.AssignAsync(actor, id, site.Reviewer2)),
            "view" => Kind(await new GetReview(site.Ports).ExecuteAsync(actor, id, Token)),
            "impact" => Kind(await new GetDisclaimerImpact(site.Ports).ExecuteAsync(actor, other, Token)),
            "create-live" => Kind(await new SaveAndPublish(site.Ports).ExecuteAsync(actor, new(Series(), Deeds.NoTag), Token)),
            "read-draft" => Kind(await new GetContent(site.Ports).ExecuteAsync(actor, new(id, VersionSelector.Latest), Token)),
            "read-live" => Kind(await new GetContent(site.Ports).ExecuteAsync(actor, new(disclaimer, VersionSelector.Published), Token)),
            "versions" => Kind(await new ListVersions(site.Ports).ExecuteAsync(actor, new(id), Token)),
            "compare" => Kind(await new CompareVersions(site.Ports).ExecuteAsync(actor, new(id), Token)),
            "log-of-item" => Kind(await new ListAuditEntries(site.Ports).ExecuteAsync(actor, id, AuditQuery.All, Token)),
            _ => Kind(await new ListAuditEntries(site.Ports).ExecuteAsync(actor, AuditQuery.All, Token)),
        });
    }

    [Fact]
    public async Task What_does_not_exist_is_not_found_by_anybody()
    {
        var site = new MemorySite();
        var id = ContentIds.New();
        Deeds.Refused(await site.SubmitAsync(site.Editor, id), RefusalKind.NotFound);
        Deeds.Refused(await site.DeleteAsync(site.Administrator, id), RefusalKind.NotFound);
        Deeds.Refused(await site.CommentAsync(site.Reviewer, id), RefusalKind.NotFound);
        Deeds.Refused(await site.RestoreAsync(site.Editor, await site.PublishedDisclaimerAsync(), id), RefusalKind.NotFound);
    }

    [Fact]
    public async Task What_does_not_exist_reads_as_what_is_hidden_does_and_only_the_program_knows_which_it_was()
    {
        var site = new MemorySite();
        var (hidden, missing) = (await site.ArticleInAsync(ReviewState.Draft), ContentIds.New());
        var another = site.AddPerson("another", "Author");
        foreach (var read in new Func<string, Task<Refusal>>[]
        {
            async id => Deeds.Refused(await new GetReview(site.Ports).ExecuteAsync(another, id, Token), RefusalKind.NotFound),
            async id => Deeds.Refused(await new ListVersions(site.Ports).ExecuteAsync(another, new(id), Token), RefusalKind.NotFound),
            async id => Deeds.Refused(await new CompareVersions(site.Ports).ExecuteAsync(another, new(id), Token), RefusalKind.NotFound),
            async id => Deeds.Refused(await new GetReviewText(site.Ports).ExecuteAsync(another, new(id), Token), RefusalKind.NotFound),
        })
        {
            var (of, without) = (await read(hidden), await read(missing));
            Assert.Equal((hidden, null), (of.HiddenItemId, without.HiddenItemId));
            Assert.Equal(without, of with { HiddenItemId = null });
        }
    }

    [Theory]
    [InlineData("SubmitContent", false)]
    [InlineData("EditContent", false)]
    [InlineData("SubmitContent EditContent", true)]
    public async Task Text_is_submitted_and_taken_back_by_who_may_submit_it_and_edit_it(string permissions, bool may)
    {
        var site = new MemorySite();
        var id = await site.ArticleInAsync(ReviewState.Draft);
        var somebody = site.AddPerson("somebody") with { Permissions = permissions.Split(' ').Append("PreviewContent").ToFrozenSet() };
        Check(await site.SubmitAsync(somebody, id));
        if (!may)
        {
            Deeds.Done(await site.SubmitAsync(site.Author, id));
        }

        Check(await site.WithdrawSubmissionAsync(somebody, id));

        void Check(Outcome<TriggerResult> outcome)
        {
            if (may)
            {
                Deeds.Done(outcome);
            }
            else
            {
                Deeds.Refused(outcome, RefusalKind.Forbidden, Rules.MustHavePermission);
            }
        }
    }

    [Fact]
    public async Task Owner_is_changed_only_with_the_permission()
    {
        var site = new MemorySite();
        var id = await site.ArticleInAsync(ReviewState.Draft);
        var json = ContentItemJson.Write(site.Latest(id));
        json["Owner"] = "somebody-else";
        await site.SaveAsync(site.Author, (JsonObject)json.DeepClone());
        Assert.Equal(site.Author.UserId, site.Latest(id).Owner);
        await site.SaveAsync(site.Editor, json);
        Assert.Equal("somebody-else", site.Latest(id).Owner);
    }

    [Fact]
    public async Task What_the_program_decides_is_not_taken_from_the_JSON()
    {
        var site = new MemorySite();
        var json = Deeds.Article("gut", await site.PublishedDisclaimerAsync());
        (json["Published"], json["PublishedUtc"], json["Author"], json["ContentItemVersionId"]) = (true, "2020-01-01T00:00:00Z", "somebody", "13dtxdw22d61fpcbf754779t85");
        var item = (await site.SaveAsync(site.Author, json)).Item;
        Assert.Equal((false, null, "author", site.NowUtc), (item.Published, item.PublishedUtc, item.Author, item.ModifiedUtc));
        Assert.NotEqual("13dtxdw22d61fpcbf754779t85", item.ContentItemVersionId);
    }

    [Fact]
    public async Task Path_of_another_item_is_refused()
    {
        var site = new MemorySite();
        var disclaimer = await site.PublishedDisclaimerAsync();
        await site.ArticleInAsync(ReviewState.Draft, disclaimer);
        Deeds.Refused(await new SaveContent(site.Ports).ExecuteAsync(site.Author, new(Deeds.Article("gut", disclaimer), Deeds.NoTag), Token), RefusalKind.Conflict, Rules.PathMustBeFree);
    }

    [Fact]
    public async Task Content_that_is_not_as_its_type_says_is_refused_with_paths()
    {
        var site = new MemorySite();
        var json = Deeds.Article("gut", await site.PublishedDisclaimerAsync());
        json["TitlePart"]!["Title"] = 7;
        Assert.Equal("$.TitlePart.Title", Deeds.Refused(await new SaveContent(site.Ports).ExecuteAsync(site.Author, new(json, Deeds.NoTag), Token), RefusalKind.Invalid).Faults[0].Path);
    }

    [Fact]
    public async Task Mark_up_that_is_not_permitted_is_taken_out()
    {
        var site = new MemorySite();
        var id = (await site.SaveAsync(site.Author, Deeds.Article("gut", await site.PublishedDisclaimerAsync(), "Well<script>alert(1)</script>"))).Item.ContentItemId;
        Assert.DoesNotContain("script", site.Latest(id).Parts.ToJsonString(), StringComparison.Ordinal);
    }

    /// <summary>A type without a policy, so that only the permission stands between it and readers.</summary>
    private static JsonObject Series() => new()
    {
        ["ContentType"] = "Series",
        ["DisplayText"] = "A series",
        ["TitlePart"] = new JsonObject { ["Title"] = "A series" },
        ["AutoroutePart"] = new JsonObject { ["Path"] = "series/a-series" },
    };

    private static string Kind<T>(Outcome<T> outcome)
        where T : class => outcome.Succeeded ? "done" : outcome.Refusal.Kind.ToString();

    private static async Task<string> ChangedDisclaimerAsync(MemorySite site) => (await site.SaveAsync(site.Editor, Deeds.Disclaimer("In other words."))).Item.ContentItemId;

    private static async Task GiveAsync(MemorySite site, string id, Actor owner)
    {
        var json = ContentItemJson.Write(site.Latest(id));
        json["Owner"] = owner.UserId;
        await site.SaveAsync(site.Editor, json);
    }
}
