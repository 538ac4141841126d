using GutCms.Core.Content.Items;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Tests.Reviews.Memory;

namespace GutCms.Core.Tests.Reviews;

/// <summary>Nobody changes what he has not seen: whatever is asked for from another state than the item's, or from none that is named, changes nothing.</summary>
public sealed class ExpectedTagTests
{
    private static readonly Dictionary<string, ReviewState> Changes = new(StringComparer.Ordinal)
    {
        ["submit"] = ReviewState.Draft,
        ["withdrawSubmission"] = ReviewState.InReview,
        ["approve"] = ReviewState.InReview,
        ["requestChanges"] = ReviewState.InReview,
        ["publish"] = ReviewState.Approved,
        ["unpublish"] = ReviewState.Published,
        ["schedule"] = ReviewState.Approved,
        ["renew"] = ReviewState.Published,
        ["withdraw"] = ReviewState.Published,
        ["save"] = ReviewState.Draft,
        ["save and publish"] = ReviewState.Approved,
        ["restore"] = ReviewState.Draft,
        ["delete"] = ReviewState.Draft,
        ["assign"] = ReviewState.InReview,
        ["order"] = ReviewState.Draft,
    };

    private readonly MemorySite _site = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, string?> EveryChangeFromElsewhere() => new(from change in Changes.Keys from tag in new[] { null, "", "another" } select (change, tag));

    public static TheoryData<string> EveryChange() => new(Changes.Keys);

    [Theory]
    [MemberData(nameof(EveryChangeFromElsewhere))]
    public async Task Changes_nothing_when_it_is_another_or_none(string change, string? tag)
    {
        var id = await _site.ArticleInAsync(Changes[change]);
        var (before, shown) = (_site.State, await _site.ViewAsync(id));

        var refusal = await ActAsync(change, id, ExpectedTag.Of(tag));

        Assert.Equal((RefusalKind.Stale, shown.Tag), (refusal?.Kind, refusal?.CurrentTag));
        Assert.Contains("look again", refusal!.Message, StringComparison.Ordinal);
        Assert.Equal(before with { Audit = _site.State.Audit }, _site.State);
    }

    [Theory]
    [MemberData(nameof(EveryChange))]
    public async Task Lets_pass_when_it_is_what_is_there_or_nobody_was_looking(string change)
    {
        var id = await _site.ArticleInAsync(Changes[change]);
        var before = _site.State;

        Assert.Null(await ActAsync(change, id, ExpectedTag.Of((await _site.ViewAsync(id)).Tag)));
        _site.Store.State = before;
        Assert.Null(await ActAsync(change, id, Deeds.NoTag));
    }

    [Fact]
    public async Task Of_no_item_makes_a_new_one_and_changes_none_that_exists()
    {
        var id = await _site.ArticleInAsync(ReviewState.Draft);
        var save = new SaveContent(_site.Ports);

        Deeds.Refused(await save.ExecuteAsync(_site.Editor, new(ContentItemJson.Write(_site.Latest(id)), ExpectedTag.NoItem), Token), RefusalKind.Stale);
        Assert.True(Deeds.Done(await save.ExecuteAsync(_site.Editor, new(Deeds.Disclaimer("Ask a doctor."), ExpectedTag.NoItem), Token)).IsNew);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public void Is_not_left_out_without_a_reason(string reason) => Assert.Throws<ArgumentException>(() => ExpectedTag.NotAsked(reason));

    private async Task<Refusal?> ActAsync(string change, string id, ExpectedTag tag)
    {
        var view = await _site.ViewAsync(id);
        if (ReviewNames.FindTrigger(change) is { } trigger)
        {
            var input = new TriggerInput(id, tag)
            {
                ContentHash = view.ContentHash,
                PresentationHash = view.Presentation.Hash(),
                Signature = new(MemorySite.Password),
                Comment = "A unit is wrong.",
                AtUtc = _site.NowUtc.AddDays(1),
                Reason = "The dose is wrong.",
            };
            var actor = trigger is Trigger.Approve or Trigger.RequestChanges or Trigger.Renew ? _site.Reviewer : _site.Editor;
            return (await new PullTrigger(_site.Ports).RunAsync(actor, trigger, input, Token)).Refusal;
        }

        var json = ContentItemJson.Write(_site.Latest(id));
        return change switch
        {
            "save" => (await new SaveContent(_site.Ports).ExecuteAsync(_site.Editor, new(json, tag), Token)).Refusal,
            "save and publish" => (await new SaveAndPublish(_site.Ports).ExecuteAsync(_site.Editor, new(json, tag), Token)).Refusal,
            "restore" => (await new RestoreVersion(_site.Ports).ExecuteAsync(_site.Editor, new(id, tag, view.VersionId), Token)).Refusal,
            "delete" => (await new DeleteContent(_site.Ports).ExecuteAsync(_site.Editor, new(id, tag), Token)).Refusal,
            "assign" => (await new AssignReview(_site.Ports).ExecuteAsync(_site.Editor, new(id, tag, AssigneeIds: [_site.Reviewer.UserId]), Token)).Refusal,
            _ => (await new OrderSeries(_site.Ports, new(_site.Ports)).ExecuteAsync(_site.Editor, [new(id, tag, 7)], Token)).Refusals.GetValueOrDefault(id),
        };
    }
}
