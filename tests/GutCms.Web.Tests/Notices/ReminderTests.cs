using System.Globalization;
using System.Text.Json.Nodes;
using GutCms.Api.Review;
using GutCms.Core.Reviews.Due;
using GutCms.Core.Reviews.Policies;
using GutCms.TestSupport;
using GutCms.TestSupport.Editorial;
using GutCms.Web.Features.Notices.Telling;

namespace GutCms.Web.Tests.Notices;

/// <summary>Reminders as the days pass, and one as it reaches people.</summary>
public sealed class ReminderTests
{
    private static readonly DateTime Due = new(2026, 3, 10, 12, 0, 0, DateTimeKind.Utc);

    /// <summary>Every hour of a month: each step comes once and in its order, whatever hour it is looked at.</summary>
    [Theory]
    [InlineData(2, 3, "before|due|late-1|late-2|late-3|late-4|late-5|late-6")]
    [InlineData(0, 3, "due|late-1|late-2|late-3|late-4|late-5|late-6")]
    [InlineData(2, 0, "before|due")]
    [InlineData(0, 0, "due")]
    public void Steps_come_once_and_in_their_order_through_a_month(int before, int every, string expected)
    {
        var times = new ReminderTimes(before, every, 0, []);
        var steps = Enumerable.Range(0, 24 * 30).Select(hour => DecisionReminders.StepOf(Due, Due.AddDays(-9), Due.AddDays(-9).AddHours(hour), times)).OfType<string>().Distinct();

        Assert.Equal(expected, string.Join('|', steps));
    }

    [Fact]
    public void Nobody_is_reminded_before_of_what_was_submitted_later_than_that() =>
        Assert.Null(DecisionReminders.StepOf(Due, Due.AddDays(-1), Due.AddHours(-1), new ReminderTimes(2, 0, 0, [])));

    [Theory]
    [InlineData(5, 119, 0, 0)]
    [InlineData(5, 120, 0, 1)]
    [InlineData(5, 1000, 0, 1)]
    [InlineData(5, 239, 2, 1)]
    [InlineData(5, 240, 2, 2)]
    [InlineData(5, 1000, 2, 2)]
    [InlineData(5, -1, 2, 0)]
    [InlineData(0, 1000, 2, 0)]
    public void Others_are_told_one_after_the_other_when_it_is_late_enough(int days, int hours, int named, int expected) =>
        Assert.Equal(expected, DecisionReminders.Escalations(Due, Due.AddHours(hours), new ReminderTimes(0, 0, days, [.. Enumerable.Range(0, named).Select(number => $"@person{number}")])));

    [Fact]
    public void Policy_says_when_and_the_site_where_it_says_nothing()
    {
        var site = new ReminderOptions { BeforeDays = 1, EveryDays = 2, EscalateAfterDays = 5 };
        Assert.Equal((1, 2, 5), Days(ReminderTimes.Of(null, site.ToTimes())));
        Assert.Equal((0, 2, 9), Days(ReminderTimes.Of(new StageReminders { BeforeDays = 0, EscalateAfterDays = 9 }, site.ToTimes())));

        static (int, int, int) Days(ReminderTimes times) => (times.BeforeDays, times.EveryDays, times.EscalateAfterDays);
    }

    [Theory]
    [InlineData(-31, null)]
    [InlineData(-30, 30)]
    [InlineData(-8, 30)]
    [InlineData(-7, 7)]
    [InlineData(-1, 7)]
    [InlineData(0, null)]
    public void Live_texts_are_told_of_a_month_and_a_week_before(int days, int? expected) => Assert.Equal(expected, ReminderSteps.OfLive(Due, Due.AddDays(days)));

    [Fact]
    public async Task Whose_decision_is_due_is_reminded_once_and_nobody_else()
    {
        await using var site = await TestSite.CreateSeededAsync(SiteDatabase.Sqlite);
        site.Environment["GutCms__Jobs__IntervalSeconds"] = "1";
        string[] names = ["anna", "rita", "emil"];
        var passwords = new List<string>();
        foreach (var (name, role) in names.Zip(["Author", "MedicalReviewer", "Editor"]))
        {
            var added = await site.RunAsync("user", "add", name, "--role", role, "--printed-name", "Dr " + name, "--credential", "MD");
            passwords.Add(added.Output.Trim().Split(' ')[^1]);
        }

        var host = await site.StartAsync();
        using var author = await EditorialClient.SignInAsync(host, "anna", passwords[0]);
        using var editor = await EditorialClient.SignInAsync(host, "emil", passwords[2]);
        var id = await author.DraftAsync(SampleArticle.Create(SampleArticle.NewSlug("due")));
        await author.DoAsync(id, "submit");
        var (_, tag) = await editor.ReviewAsync(id);
        var due = new JsonObject { ["dueUtc"] = TimeProvider.System.GetUtcNow().AddSeconds(2).UtcDateTime.ToString("O", CultureInfo.InvariantCulture) };
        var (status, body) = await editor.PostAsync($"api/review/{id}/assign", due, tag);
        Assert.True(status == 200, body.ToJsonString());

        await Eventually.HoldsAsync(async () => (await RemindedAsync(site)).Count > 0);

        // Looked at again, it is on file.
        var second = await site.StartAsync();
        using var later = await EditorialClient.SignInAsync(second, "emil", passwords[2]);
        await later.DraftAsync(SampleArticle.Create(SampleArticle.NewSlug("later")));
        Assert.Equal(["rita reminder"], await RemindedAsync(site));
    }

    private static Task<IReadOnlyList<string>> RemindedAsync(TestSite site) =>
        DatabaseDump.QueryAsync(site, "SELECT \"UserName\" || ' ' || \"Kind\" FROM \"Notices\" WHERE \"Kind\" IN ('reminder', 'escalated', 'reviewDueSoon')");
}
