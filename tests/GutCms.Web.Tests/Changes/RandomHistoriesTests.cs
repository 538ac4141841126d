using CsCheck;
using GutCms.Core.Delivery;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Storage;
using GutCms.TestSupport;
using GutCms.TestSupport.Editorial;
using GutCms.Web.Tests.ReviewApi;
using GutCms.Web.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace GutCms.Web.Tests.Changes;

public sealed class RandomHistoriesOnSqliteTests() : RandomHistoriesTests(Provider.Sqlite);

public sealed class RandomHistoriesOnPostgreSqlTests() : RandomHistoriesTests(Provider.PostgreSql);

/// <summary>Random histories: whoever follows them holds what delivery serves, whenever everything that was told has been read, whatever happens between two pages.</summary>
public abstract class RandomHistoriesTests(Provider provider) : ReviewApiTests(provider)
{
    private const int Histories = 60;
    private const int Steps = 14;

    private static readonly Deed[] Deeds =
    [
        Deed.Publish, Deed.Publish, Deed.Publish, Deed.Edit, Deed.Edit, Deed.Move, Deed.Move, Deed.Unpublish, Deed.Withdraw, Deed.Return, Deed.Return, Deed.Disclaim, Deed.Release, Deed.Delete,
    ];

    private static readonly Gen<Step[]> History = Gen.Select(Gen.Int[0, Deeds.Length - 1], Gen.Int[0, 99], Gen.Int[1, 4], Gen.Int[0, 3])
        .Select((deed, which, size, follow) => new Step(Deeds[deed], which, size, follow)).Array[Steps];

    private readonly List<string> _ids = [];
    private readonly Dictionary<string, string> _slugs = new(StringComparer.Ordinal);
    private readonly List<string> _left = [];
    private int _number;

    private enum Deed
    {
        Publish,
        Edit,
        Move,
        Unpublish,
        Withdraw,
        Return,
        Disclaim,
        Release,
        Delete,
    }

    [Fact]
    public async Task Follower_holds_what_is_served() => await History.SampleAsync(CheckAsync, iter: RepeatScale.Of(Histories), threads: 1);

    private async Task CheckAsync(Step[] steps)
    {
        using var client = Site.As(null);
        var (follower, slow) = (new Mirror(client), new Mirror(client));
        foreach (var step in steps)
        {
            await DoAsync(step);

            // One reads on until it has everything, now and then; the other one page a step, from the beginning on.
            if (step.Follow > 1)
            {
                await follower.CatchUpAsync(step.Size);
                await follower.CheckAsync();
            }

            await slow.StepAsync(step.Size);
            if (slow.IsUpToDate)
            {
                await slow.CheckAsync();
            }
        }

        await follower.CatchUpAsync();
        await follower.CheckAsync();
        await slow.CatchUpAsync();
        var anew = new Mirror(client);
        await anew.CatchUpAsync();
        Assert.Equal(follower.Held, slow.Held);
        Assert.Equal(follower.Held, anew.Held);
    }

    /// <summary>What the state of the item forbids is refused, and nothing comes of it.</summary>
    private async Task DoAsync(Step step)
    {
        var id = _ids.Count == 0 ? null : _ids[step.Which % _ids.Count];
        switch (step.Deed)
        {
            case Deed.Disclaim:
                await RewordDisclaimerAsync($"<p>For education, {++_number}.</p>");
                break;
            case Deed.Release:
                if (_left.Count > 0)
                {
                    await new ReleaseAddress(Site.Services.GetRequiredService<ReviewPorts>()).ExecuteAsync(Site.Person("editor"), _left[step.Which % _left.Count], Token);
                }

                break;
            case Deed.Publish:
                var slug = $"random-{++_number}";
                _ids.Add(await PublishedAsync(slug));
                _slugs[_ids[^1]] = slug;
                break;
            case not Deed.Publish when id is null:
                break;
            case Deed.Edit:
                await EditAsync("author", id!, $"Text {++_number}.");
                await PublishAgainAsync(id!, expect: false);
                break;
            case Deed.Move:
                _left.Add("articles/" + _slugs[id!]);
                _slugs[id!] = $"moved-{++_number}";
                await MoveAsync(id!, _slugs[id!], expect: false);
                break;
            case Deed.Unpublish:
                await PullAsync("editor", id!, "unpublish");
                break;
            case Deed.Withdraw:
                await PullAsync("editor", id!, "withdraw", new() { ["reason"] = $"Wrong, {++_number}." });
                break;
            case Deed.Return:
                await PublishAgainAsync(id!, expect: false);
                break;
            default:
                await DeleteAsync(id!);
                break;
        }
    }

    private async Task DeleteAsync(string id)
    {
        await using var work = await Site.Services.GetRequiredService<IContentStore>().BeginAsync(Token);
        if (await work.Reviews.FindWithdrawalAsync(id, Token) is not null)
        {
            // Readers are told of it until it is live again, so the database lets nobody delete it.
            return;
        }

        await work.SetPublishedVersionAsync(id, null, null, Core.Security.Actor.System, Token);
        await work.DeleteAsync(id, Token);
        await Site.Services.GetRequiredService<IDeliveryRefresh>().RefreshAsync(work, [id], null, Token);
        await work.CommitAsync(Token);
        _ids.Remove(id);
    }

    private sealed record Step(Deed Deed, int Which, int Size, int Follow);
}
