using System.Text.Json.Nodes;
using GutCms.Core.Content.Items;
using GutCms.Core.Content.Projecting;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Tests.Reviews.Memory;

namespace GutCms.Core.Tests.Reviews;

/// <summary>A save has the same consequences whether the program writes the version or a host's own editor has: as a new version, or over the one that there is.</summary>
public sealed class SavingByEitherDoorTests
{
    private readonly MemorySite _site = new();

    public enum Door
    {
        Program,
        HostAnew,
        HostInPlace,
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Door.Program)]
    [InlineData(Door.HostAnew)]
    [InlineData(Door.HostInPlace)]
    public async Task Same_text_carries_decisions_schedule_and_owner_on(Door door)
    {
        var id = await _site.ArticleInAsync(ReviewState.Approved);
        Deeds.Done(await _site.ScheduleAsync(_site.Editor, id, _site.NowUtc.AddDays(1)));

        await SaveAsync(door, id, json => json["Owner"] = "editor-id");

        var (latest, run) = (_site.Latest(id), Run(id));
        Assert.Equal(ReviewState.Approved, await _site.StateAsync(id));
        Assert.Equal(("editor-id", "editor-id"), (latest.Owner, run.OwnerId));
        Assert.Equal(latest.ContentItemVersionId, _site.State.Schedules[id].VersionId);
        Assert.Equal((false, false), Recorded());
        _site.NowUtc = _site.NowUtc.AddDays(2);
        Assert.Equal(1, (await _site.RunDueAsync()).Published);
    }

    [Theory]
    [InlineData(Door.Program)]
    [InlineData(Door.HostAnew)]
    [InlineData(Door.HostInPlace)]
    public async Task Another_disclaimer_with_the_same_words_is_the_one_that_counts_from_then_on(Door door)
    {
        var (one, other) = (await _site.PublishedDisclaimerAsync(), await _site.PublishedDisclaimerAsync());
        var id = await _site.ArticleInAsync(ReviewState.Approved, one);

        await SaveAsync(door, id, json => json["Article"]!["Disclaimer"]!["ContentItemIds"] = new JsonArray(other));

        Assert.Equal((ReviewState.Approved, other), (await _site.StateAsync(id), Run(id).DisclaimerId));
        Assert.Contains(id, (await _site.ImpactAsync(other)).Items.Select(item => item.ContentItemId));
    }

    [Theory]
    [InlineData(Door.Program, true)]
    [InlineData(Door.HostAnew, true)]
    [InlineData(Door.HostInPlace, true)]
    [InlineData(Door.Program, false)]
    [InlineData(Door.HostAnew, false)]
    [InlineData(Door.HostInPlace, false)]
    public async Task Schedule_of_a_type_without_policy_goes_on_with_the_same_text_and_ends_with_another(Door door, bool same)
    {
        _site.SetPolicy("Article", null);
        var id = await _site.ArticleInAsync(ReviewState.Draft);
        Deeds.Done(await _site.ScheduleAsync(_site.Editor, id, _site.NowUtc.AddDays(1)));

        await SaveAsync(door, id, json => json["Body"]!["ContentItems"]![0]!["HtmlBodyPart"]!["Html"] = same ? "<p>The gut talks to the brain.</p>" : "<p>Another text.</p>");

        Assert.Equal(same ? _site.Latest(id).ContentItemVersionId : null, _site.State.Schedules.GetValueOrDefault(id)?.VersionId);
        Assert.Equal((!same, false), Recorded());
        _site.NowUtc = _site.NowUtc.AddDays(2);
        Assert.Equal(same ? 1 : 0, (await _site.RunDueAsync()).Published);
    }

    [Theory]
    [InlineData(Door.Program)]
    [InlineData(Door.HostAnew)]
    [InlineData(Door.HostInPlace)]
    public async Task Another_text_voids_the_decisions_and_takes_the_schedule_along(Door door)
    {
        var id = await _site.ArticleInAsync(ReviewState.Approved);
        Deeds.Done(await _site.ScheduleAsync(_site.Editor, id, _site.NowUtc.AddDays(1)));

        await SaveAsync(door, id, json => json["Body"]!["ContentItems"]![0]!["HtmlBodyPart"]!["Html"] = "<p>Another text.</p>");

        Assert.Equal((ReviewState.Draft, "The text was edited."), (await _site.StateAsync(id), _site.State.Reviews.Last(review => review.ContentItemId == id).CloseReason));
        Assert.Empty(_site.State.Schedules);
        Assert.Equal((true, false), Recorded());
    }

    [Theory]
    [InlineData(Door.HostAnew, false)]
    [InlineData(Door.HostInPlace, false)]
    [InlineData(Door.HostInPlace, true)]
    public async Task Whether_a_draft_that_nobody_decided_on_is_another_text_is_told_by_what_is_on_file(Door door, bool another)
    {
        var id = await _site.ArticleInAsync(ReviewState.Draft);
        await _site.EditAsync(_site.Author, id, "The text before.");

        await SaveAsync(door, id, json => json["Body"]!["ContentItems"]![0]!["HtmlBodyPart"]!["Html"] = another ? "<p>Another text.</p>" : "<p>The text before.</p>");

        Assert.Equal((another, false), Recorded());
    }

    private Review Run(string id) => _site.State.Reviews.Last(review => review.ContentItemId == id && review.IsOpen);

    private (bool Content, bool Presentation) Recorded()
    {
        var details = _site.State.Audit.Last(entry => entry.Action == "content.save").Details;
        return ((bool)details["contentChanged"]!, (bool)details["presentationChanged"]!);
    }

    private async Task SaveAsync(Door door, string id, Action<JsonObject> change)
    {
        var (before, json) = (_site.Latest(id), ContentItemJson.Write(_site.Latest(id)));
        change(json);
        if (door == Door.Program)
        {
            await _site.SaveAsync(_site.Administrator, json);
            return;
        }

        var item = ContentItemJson.Read(json);
        if (door == Door.HostInPlace)
        {
            _site.Store.State = _site.State with { Versions = _site.State.Versions.ConvertAll(stored => stored.Item.ContentItemVersionId == item.ContentItemVersionId ? stored with { Item = item } : stored) };
        }
        else
        {
            await using var work = await _site.Store.BeginAsync(Token);
            await work.AddVersionsAsync([item with { ContentItemVersionId = ContentIds.New() }], null, Token);
            await work.CommitAsync(Token);
        }

        Deeds.Done(await new RecordSave(_site.Ports).ExecuteAsync(_site.Administrator, new(id, IsNew: false, Presentation.HashOf(before)), Token));
    }
}
