using System.Collections.Immutable;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Policies;
using GutCms.OrchardCore.Notifications;
using GutCms.OrchardCore.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Notifications;
using OrchardCore.Notifications.Indexes;
using OrchardCore.Users;
using OrchardCore.Users.Models;
using YesSql;

namespace GutCms.OrchardCore.Tests;

/// <summary>What a policy says of reminders is done: those who are to decide are reminded, and others are told when nobody decides, each once.</summary>
[Collection<OrchardSites>]
public sealed class ReminderTests(Newsroom newsroom)
{
    private readonly OrchardSite _site = newsroom.Site;

    [Fact]
    public async Task Reminds_who_is_to_decide_once_and_nobody_else()
    {
        const string Title = "Late and reminded of";
        await WaitingAsync(Title, days: -1, new() { EveryDays = 0, EscalateAfterDays = 0 });

        await RemindAsync();
        await RemindAsync();

        Assert.Equal(1, await CountAsync("rosa", Title));
        Assert.Equal(0, await CountAsync("anna", Title));
        Assert.Equal(0, await CountAsync("emil", Title));
    }

    [Fact]
    public async Task Reminds_before_a_decision_is_due_only_as_the_policy_says()
    {
        await WaitingAsync("Due in two days and reminded three before", days: 2, new() { BeforeDays = 3 });
        await WaitingAsync("Due in two days and reminded one before", days: 2, new() { BeforeDays = 1 });

        await RemindAsync();

        Assert.Equal(1, await CountAsync("rosa", "Due in two days and reminded three before"));
        Assert.Equal(0, await CountAsync("rosa", "Due in two days and reminded one before"));
    }

    [Fact]
    public async Task Tells_those_whom_the_policy_names_one_after_the_other()
    {
        const string Title = "Undecided for days";
        using var first = await _site.AddPersonAsync("frida", "MedicalReviewer");
        using var second = await _site.AddPersonAsync("selma", "MedicalReviewer");
        await WaitingAsync(Title, days: -3, new() { EscalateAfterDays = 2, EscalateTo = ["@frida", "@selma"] });

        await RemindAsync();

        Assert.Equal((1, 0), (await CountAsync("frida", Title, "Nobody has decided"), await CountAsync("selma", Title, "Nobody has decided")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("@nobody.of.that.name")]
    [InlineData("Delivery")]
    public async Task Tells_those_who_may_assign_reviewers_where_nobody_who_is_named_may_see_the_text(string to)
    {
        var title = $"Undecided and nobody of {to.Replace('.', ' ').TrimStart('@')} is there";
        await WaitingAsync(title, days: -3, new() { EscalateAfterDays = 2, EscalateTo = to.Length == 0 ? [] : [to] });

        await RemindAsync();

        Assert.Equal(1, await CountAsync("emil", title, "Nobody has decided"));
        Assert.Equal(0, await CountAsync("anna", title, "Nobody has decided"));
        Assert.Equal(0, await CountAsync("admin", title, "Nobody has decided"));
    }

    [Fact]
    public async Task Forgets_what_was_told_when_the_review_has_ended()
    {
        var id = await WaitingAsync("Reminded of and taken back", days: -1, new());
        await RemindAsync();
        Assert.Equal(1, await ToldAsync(id));

        await newsroom.Author.DoAsync(id, "withdrawSubmission");
        await RemindAsync();

        Assert.Equal(0, await ToldAsync(id));
    }

    /// <summary>A text that waits for a decision which is due in so many days, under a policy that says so of its reminders.</summary>
    private async Task<string> WaitingAsync(string title, int days, StageReminders reminders)
    {
        var id = await newsroom.DraftAsync(title);
        await newsroom.Author.DoAsync(id, "submit");
        await _site.InScopeAsync(async services =>
        {
            var records = services.GetRequiredService<Records>();
            var review = Assert.Single(await records.ListOpenAsync<Review>(RecordKinds.Review), review => review.ContentItemId == id);
            var now = services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
            ImmutableArray<ReviewStage> stages = [.. review.Policy.Stages.Select(stage => stage with { Reminders = reminders })];
            var late = review with
            {
                SubmittedUtc = now.AddDays(-30),
                Stages = [.. review.Stages.Select(stage => stage with { DueUtc = now.AddDays(days) })],
                Policy = review.Policy with { Stages = stages },
            };
            await records.SaveAsync(RecordKinds.Review, late.ReviewId, late, late.ContentItemId, late.DisclaimerId ?? "", late.IsOpen);
        });
        return id;
    }

    private Task RemindAsync() => _site.InScopeAsync(services => services.GetRequiredService<TellReminders>().ExecuteAsync(TestContext.Current.CancellationToken));

    private Task<int> ToldAsync(string id) => _site.InScopeAsync(services =>
        services.GetRequiredService<ISession>().QueryIndex<GutCmsRecordIndex>(index => index.Kind == RecordKinds.Reminded && index.Group == id, GutCmsRecord.Collection).CountAsync());

    private Task<int> CountAsync(string name, string title, string beginning = "Your decision") => _site.InScopeAsync(async services =>
    {
        var user = (User)(await services.GetRequiredService<UserManager<IUser>>().FindByNameAsync(name))!;
        var found = await services.GetRequiredService<ISession>()
            .Query<Notification, NotificationIndex>(index => index.UserId == user.UserId, collection: NotificationConstants.NotificationCollection).ListAsync();
        return found.Count(notification => notification.Subject.StartsWith(beginning, StringComparison.Ordinal) && notification.Subject.Contains($"“{title}”", StringComparison.Ordinal));
    });
}
