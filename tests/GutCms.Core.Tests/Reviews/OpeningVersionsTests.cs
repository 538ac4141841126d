using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Security;
using GutCms.Core.Tests.Reviews.Memory;

namespace GutCms.Core.Tests.Reviews;

/// <summary>Whoever has opened a version is shown what changed since.</summary>
public sealed class OpeningVersionsTests
{
    private readonly MemorySite _site = new();
    private readonly MemoryLooks _looks = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private ReviewPorts Ports => _site.Ports with { Looks = _looks };

    [Fact]
    public async Task Opening_a_version_counts_as_having_seen_it_until_the_next_one_is_opened()
    {
        var id = await _site.ArticleInAsync(ReviewState.Draft);
        var first = _site.Latest(id).ContentItemVersionId;
        Assert.Null(await SinceAsync(_site.Reviewer, id));
        await _site.EditAsync(_site.Author, id, "Second.");
        var second = _site.Latest(id).ContentItemVersionId;

        // Reading on, reloading and commenting leave the marks where they are.
        Assert.Equal(first, await SinceAsync(_site.Reviewer, id));
        Deeds.Done(await new AddComment(Ports).ExecuteAsync(_site.Reviewer, new(id, null, "Which dose?"), Token));
        Assert.Equal(first, await SinceAsync(_site.Reviewer, id));
        Assert.Null(await SinceAsync(_site.Reviewer2, id));

        await _site.EditAsync(_site.Author, id, "Third.");
        Assert.Equal(second, await SinceAsync(_site.Reviewer, id));
        Assert.Equal([2, 3], _looks.All.Where(look => look.UserId == _site.Reviewer.UserId).SelectMany(look => new[] { look.EarlierNumber!.Value, look.Number }));
    }

    [Fact]
    public async Task Opening_an_older_text_takes_nothing_back()
    {
        var id = await _site.ArticleInAsync(ReviewState.Published);
        await _site.EditAsync(_site.Author, id, "Second.");
        await SinceAsync(_site.Reviewer, id);
        var look = Assert.Single(_looks.All);

        Deeds.Done(await new ReadDesk(Ports).ExecuteAsync(_site.Reviewer, new(id, Live: true, IsOpened: true), Token));

        Assert.Equal(look, Assert.Single(_looks.All));
    }

    [Fact]
    public async Task Comparing_two_versions_opens_the_later_one()
    {
        var id = await _site.ArticleInAsync(ReviewState.Draft);
        await _site.EditAsync(_site.Author, id, "Second.");

        Deeds.Done(await new CompareVersions(Ports).ExecuteAsync(_site.Reviewer, new(id, IsOpened: true), Token));

        Assert.Equal(2, Assert.Single(_looks.All).Number);
    }

    [Fact]
    public async Task Nothing_is_noted_of_programs_of_a_mere_reading_and_of_what_may_not_be_seen()
    {
        var id = await _site.ArticleInAsync(ReviewState.Draft);
        var stranger = _site.AddPerson("stranger", "Author");
        var program = _site.Reviewer with { IsClient = true };

        await new ReadDesk(Ports).ExecuteAsync(stranger, new(id, IsOpened: true), Token);
        await new CompareVersions(Ports).ExecuteAsync(stranger, new(id, IsOpened: true), Token);
        Deeds.Done(await new ReadDesk(Ports).ExecuteAsync(program, new(id, IsOpened: true), Token));
        Deeds.Done(await new ReadDesk(Ports).ExecuteAsync(_site.Reviewer, new(id), Token));
        Deeds.Done(await new CompareVersions(Ports).ExecuteAsync(_site.Reviewer, new(id), Token));

        Assert.Empty(_looks.All);
    }

    [Fact]
    public async Task Whoever_decided_about_the_latest_version_has_nothing_left_to_see_of_it()
    {
        var id = await _site.ArticleInAsync(ReviewState.Draft);
        await SinceAsync(_site.Reviewer, id);
        await _site.EditAsync(_site.Author, id, "Second.");
        await SinceAsync(_site.Reviewer, id);
        Deeds.Done(await _site.SubmitAsync(_site.Author, id));
        Deeds.Done(await _site.ApproveAsync(_site.Reviewer, id));

        Assert.Null(await SinceAsync(_site.Reviewer, id));
    }

    [Fact]
    public async Task Reading_does_not_wait_for_whoever_writes_for_long()
    {
        var id = await _site.ArticleInAsync(ReviewState.Draft);
        await using var writing = await _site.Store.BeginAsync(Token);

        Deeds.Done(await new ReadDesk(Ports with { Time = new Impatient() }).ExecuteAsync(_site.Reviewer, new(id, IsOpened: true), Token));

        Assert.Empty(_looks.All);
    }

    /// <summary>A clock whose timers go off at once.</summary>
    private sealed class Impatient : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => base.CreateTimer(callback, state, TimeSpan.Zero, period);
    }

    private async Task<string?> SinceAsync(Actor actor, string id)
    {
        var comparison = Deeds.Done(await new ReadDesk(Ports).ExecuteAsync(actor, new(id, SinceLastLook: true, IsOpened: true), Token)).Text.Comparison;
        return comparison?.Basis == ComparisonBasis.Seen ? comparison.VersionId : null;
    }
}
