using System.Text.Json.Nodes;
using CsCheck;
using GutCms.Core.Reviews.Model;
using GutCms.TestSupport;
using GutCms.Web.Tests.Storage;

namespace GutCms.Web.Tests.ReviewApi;

public sealed class RandomTriggersOnSqliteTests() : RandomTriggersTests(Provider.Sqlite);

public sealed class RandomTriggersOnPostgreSqlTests() : RandomTriggersTests(Provider.PostgreSql);

/// <summary>Random sequences by random people over HTTP, checked step by step against <see cref="TriggerModel"/>; half of them on each database.</summary>
public abstract class RandomTriggersTests(Provider provider) : ReviewApiTests(provider)
{
    private const int Sequences = 500;
    private const int Steps = 50;

    private static readonly string[] Creators = ["author", "both"];

    // Weighted so that most sequences get to live texts and back: what is refused everywhere teaches little.
    private static readonly Deed[] Deeds =
    [
        Deed.Submit, Deed.Submit, Deed.Submit, Deed.Approve, Deed.Approve, Deed.Approve, Deed.Publish, Deed.Publish, Deed.Publish, Deed.Edit, Deed.Edit,
        Deed.WithdrawSubmission, Deed.RequestChanges, Deed.Unpublish, Deed.Schedule, Deed.Renew, Deed.Withdraw, Deed.Wait,
    ];

    private static readonly Gen<(int Creator, Step[] Steps)> Sequence = Gen.Select(
        Gen.Int[0, Creators.Length - 1],
        Gen.Select(Gen.Int[0, Deeds.Length - 1], Gen.Int[0, TriggerModel.People.Length - 1], Gen.Int[0, 2], Gen.Int[0, 9])
            .Select((deed, person, text, luck) => new Step(Deeds[deed], TriggerModel.People[person], text, luck > 0)).Array[Steps]);

    private enum Deed
    {
        Submit,
        WithdrawSubmission,
        Approve,
        RequestChanges,
        Publish,
        Unpublish,
        Schedule,
        Renew,
        Withdraw,
        Edit,
        Wait,
    }

    [Fact]
    public async Task Every_step_ends_as_the_state_table_says() =>
        await Sequence.SampleAsync(sequence => CheckAsync(Creators[sequence.Creator], sequence.Steps), iter: RepeatScale.Of(Sequences), threads: 1);

    private async Task CheckAsync(string creator, Step[] steps)
    {
        var model = new TriggerModel(creator) { NowUtc = Site.Time.GetUtcNow().UtcDateTime };
        var slug = SampleSlug();
        var id = await DraftAsync(slug, creator, 0);
        var seen = await ReviewAsync(id);
        foreach (var (step, number) in steps.Select((step, number) => (step, number)))
        {
            if (step.Deed == Deed.Wait)
            {
                // Past the timers, which would have to tick for every half minute of it.
                Site.Time.AdjustTime(Site.Time.GetUtcNow().AddDays(step.Text * 100));
                model.NowUtc = Site.Time.GetUtcNow().UtcDateTime;
                seen = await ReviewAsync(id);
                continue;
            }

            var where = $"{number}: {step.Person} {step.Deed} {(step.Complete ? "" : "incomplete ")}in {model.Latest}, live {model.Published}";
            var answer = step.Deed == Deed.Edit ? await EditAsync(step, id, seen) : await PullAsync(step, id, seen);
            var (status, state) = step.Deed == Deed.Edit ? (model.Edit(step.Person, step.Text), null) : model.Pull(step.Person, Enum.Parse<Trigger>(step.Deed.ToString()), step.Complete);
            Assert.True(status == answer.Status, $"{where}: expected {status}, got {answer.Status} {answer.Body?.ToJsonString()}");
            if (status == 200)
            {
                Assert.True(state is null || (string?)answer["state"] == state.Value.ToName(), $"{where}: expected {state}, got {answer.Body?.ToJsonString()}");
                if (step.Deed == Deed.Schedule)
                {
                    // Taken back at once, or the publication would come between later steps.
                    (await PostAsync("editor", $"api/review/{id}/schedule", new JsonObject { ["at"] = null }, answer.Tag)).Expect(200);
                }

                seen = await ReviewAsync(id);
            }

            Assert.True(
                (model.Latest.ToName(), model.Published?.ToName()) == ((string?)seen["state"], (string?)seen.Body!["published"]?["state"]),
                $"{where}: expected {model.Latest} and {model.Published}, found {(string?)seen["state"]} and {(string?)seen.Body!["published"]?["state"]}");
        }

        await CheckDeliveryAsync(model, slug);
    }

    private async Task CheckDeliveryAsync(TriggerModel model, string slug)
    {
        var delivered = await DeliveredAsync(slug);
        Assert.Equal(model.Published is not null, delivered.Status == 200);
        if (delivered.Status == 200)
        {
            Assert.NotNull((string?)delivered["review"]["certificate"]);
            Assert.NotEmpty(delivered["review"]["approvals"]!.AsArray());
        }
    }

    private async Task<string> DraftAsync(string slug, string creator, int text) =>
        (await PostAsync(creator, "api/content?draft=true", Article(slug, Text(text)))).Expect(200).Id;

    private Task<Answer> EditAsync(Step step, string id, Answer seen) => PostAsync(
        Person(step),
        "api/content?draft=true",
        new JsonObject { ["ContentItemId"] = id, ["Body"] = new JsonObject { ["ContentItems"] = new JsonArray(Section(Text(step.Text))) } },
        seen.Tag);

    private Task<Answer> PullAsync(Step step, string id, Answer seen)
    {
        var trigger = Enum.Parse<Trigger>(step.Deed.ToString()).ToName();
        return PostAsync(Person(step), $"api/review/{id}/{trigger}", Body(step, seen), seen.Tag);
    }

    private JsonObject? Body(Step step, Answer seen)
    {
        var password = new JsonObject { ["password"] = step.Complete ? ReviewApiSite.Password : "wrong" };
        return step.Deed switch
        {
            Deed.Approve => new() { ["contentHash"] = (string?)seen["contentHash"], ["presentationHash"] = (string?)seen["presentationHash"], ["signature"] = password },
            Deed.Renew => new() { ["contentHash"] = (string?)seen.Body!["published"]?["contentHash"] ?? (string?)seen["contentHash"], ["presentationHash"] = (string?)seen.Body!["published"]?["presentationHash"] ?? (string?)seen["presentationHash"], ["signature"] = password },
            Deed.RequestChanges => new() { ["contentHash"] = (string?)seen["contentHash"], ["presentationHash"] = (string?)seen["presentationHash"], ["comment"] = step.Complete ? "A unit is wrong." : null },
            Deed.Withdraw => new() { ["reason"] = step.Complete ? "The dose is wrong." : null },
            Deed.Schedule => new() { ["at"] = Site.Time.GetUtcNow().UtcDateTime.AddMinutes(step.Complete ? 1 : -1).ToString("O", System.Globalization.CultureInfo.InvariantCulture) },
            _ => null,
        };
    }

    private static string? Person(Step step) => step.Person == "anonymous" ? null : step.Person;

    private static string Text(int number) => $"Text number {number}.";

    private static string SampleSlug() => $"random-{Guid.NewGuid():N}";

    private sealed record Step(Deed Deed, string Person, int Text, bool Complete);
}
