using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text.Json.Nodes;
using GutCms.Core.Recipes;
using GutCms.Core.Security;
using GutCms.Core.Telemetry;
using GutCms.TestSupport;
using GutCms.Web.Features.Recipes;
using GutCms.Web.Tests.Kill;
using GutCms.Web.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace GutCms.Web.Tests.ReviewApi;

/// <summary>
/// What an act costs: round trips to the database and hashes of texts, counted over one request, from the call to the answer. The numbers stand in docs/performance.md; they hold
/// that an item is read once for an act, also for what its answer and the lists say of it afterwards, and that the text of a version is made and hashed once in a transaction.
/// </summary>
public sealed class WorkOfAnActTests() : ReviewApiTests(Provider.PostgreSql)
{
    [Fact]
    public async Task Approval_publication_and_a_look_read_and_hash_no_more_than_they_need()
    {
        // Whatever is kept for the process is there by then.
        await PublishedAsync("warm");
        await GetAsync("editor", $"api/review/{await DraftAsync("looked-at")}");

        var id = await DraftAsync("measured");
        var submit = await CountAsync("submit", "author", id);
        var look = await CountAsync(async () => (await GetAsync("reviewer", $"api/review/{id}")).Expect(200));
        var approve = await CountAsync("approve", "reviewer", id);
        var publish = await CountAsync("publish", "editor", id);

        AssertAtMost(new(33, 1), "submit", submit);
        AssertAtMost(new(22, 1), "look", look);
        AssertAtMost(new(35, 1), "approve", approve);
        AssertAtMost(new(92, 2), "publish", publish);
    }

    [Fact]
    public async Task An_import_hashes_each_text_once_when_it_is_written_and_once_when_it_is_delivered()
    {
        const int Articles = 40;
        var path = Path.Combine(Path.GetTempPath(), Guid.NewGuid() + ".recipe.json");
        await GeneratedRecipe.WriteAsync(path, Articles);
        try
        {
            await using var scope = Site.Services.CreateAsyncScope();
            var source = new FileRecipeSource(path);
            var runner = scope.ServiceProvider.GetRequiredService<RecipeRunners>().For(source);
            RecipeReport? report = null;
            var import = await CountAsync(async () => report = await runner.RunAsync(source, new RecipeOptions(Actor.System, DryRun: false, Trusted: true), null, Token));

            Assert.Equal(Articles, report!.Counts[RecipeOutcome.Created]);

            // Besides, that of the disclaimer which they show.
            Assert.InRange(import.Hashes, 2 * Articles, (2 * Articles) + 2);
        }
        finally
        {
            File.Delete(path);
        }
    }

    // Hashes exactly; round trips with room for two, and none for reading everything once more.
    private static void AssertAtMost(Work most, string act, Work done) => Assert.True(done.Commands <= most.Commands && done.Hashes <= most.Hashes, $"{act}: {done}, and not {most}.");

    private async Task<Work> CountAsync(string trigger, string user, string id)
    {
        var seen = await ReviewAsync(id);
        var body = trigger != "approve" ? null : new JsonObject
        {
            ["contentHash"] = (string?)seen["contentHash"],
            ["presentationHash"] = (string?)seen["presentationHash"],
            ["signature"] = new JsonObject { ["password"] = ReviewApiSite.Password },
        };
        return await CountAsync(async () => (await PostAsync(user, $"api/review/{id}/{trigger}", body, seen.Tag)).Expect(200));
    }

    /// <summary>Counts what is done for a request, by the trace to which all of it belongs.</summary>
    private static async Task<Work> CountAsync(Func<Task> act)
    {
        var hashes = new ConcurrentBag<ActivityTraceId>();
        using var meters = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == Measures.Hashes)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        meters.SetMeasurementEventCallback<long>((_, _, _, _) => hashes.Add(Activity.Current?.TraceId ?? default));
        meters.Start();
        ActivityTraceId trace = default;
        var commands = await CountedCommands.OfAsync(() =>
        {
            trace = Activity.Current!.TraceId;
            return act();
        });
        return new(commands, hashes.Count(id => id == trace));
    }

    private sealed record Work(int Commands, int Hashes)
    {
        public override string ToString() => $"{Commands}/{Hashes}";
    }
}
