using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using GutCms.Core.Reviews.Due;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Policies;
using GutCms.Core.Reviews.Ports;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Core.Texts;
using GutCms.OrchardCore.Identity;
using GutCms.OrchardCore.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Localization;
using OrchardCore.Notifications;
using OrchardCore.Notifications.Models;
using OrchardCore.Users;
using OrchardCore.Users.Models;

namespace GutCms.OrchardCore.Notifications;

/// <summary>
/// Tells people what a review wants of them: those who can decide, those who are asked by name, whoever submitted, and the owner of a live text. Nobody is told what they did themselves.
/// Titles and addresses, never words of a text or of a comment.
/// </summary>
internal sealed class ReviewNotifier(
    INotificationService notifications, IReviewerDirectory reviewers, ReviewAddresses addresses, Records records, ContentReader content, PeopleByRight people, UserManager<IUser> users, IStringLocalizer<ReviewNotifier> words)
    : IReviewEventHandler
{
    /// <inheritdoc/>
    public async Task HandleAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        var review = (string?)message.Data["reviewId"] is { } id ? await records.FindAsync<Review>(RecordKinds.Review, id) : null;
        var title = ShownTitle.Of((await content.FindItemsAsync([message.ContentItemId], VersionSelector.Latest)).FirstOrDefault()?.DisplayText ?? review?.Title);
        switch (message.Event)
        {
            case ReviewEvents.Submitted:
                await TellAsync(message, await DecidersAsync(review, cancellationToken), words["“{0}” waits for your review.", title]);
                break;
            case ReviewEvents.Assigned when message.Data["assignees"] is JsonArray asked:
                await TellAsync(message, asked.Select(person => (string?)person), words["You are asked to review “{0}”.", title]);
                break;
            case ReviewEvents.Decided when review is not null:
                await DecidedAsync(message, review, title, cancellationToken);
                break;
            case ReviewEvents.ScheduleRefused:
                await TellAsync(message, await OwnerAsync(message), words["“{0}” was to be published on schedule and was refused.", title]);
                break;
            case ReviewEvents.TakeDownRefused:
                await TellAsync(message, await OwnerAsync(message), words["“{0}” was to be taken down on schedule and was refused.", title]);
                break;
            case ReviewEvents.ReviewDue:
                await TellAsync(message, await OwnerAsync(message), words["“{0}” is due to be reviewed again.", title]);
                break;
            case ReviewEvents.Withdrawn:
                await TellAsync(message, await OwnerAsync(message), words["“{0}” was taken down for the safety of readers.", title]);
                break;
        }
    }

    /// <summary>Tells what a reminder says: those who are to decide, or those whom an escalation names. Where none of these is there or may see the text, those who may assign reviewers.</summary>
    public async Task RemindAsync(Review review, DecisionReminder reminder, DateTime nowUtc, CancellationToken cancellationToken)
    {
        if (review.CurrentStage is not { DueUtc: { } due } stage || (await content.FindItemsAsync([review.ContentItemId], VersionSelector.Latest)).FirstOrDefault() is not { } item)
        {
            return;
        }

        var (title, day) = (ShownTitle.Of(item.DisplayText ?? review.Title), due.ToString("d", CultureInfo.CurrentCulture));
        if (!reminder.IsEscalation)
        {
            await TellAsync(review.ContentItemId, null, await DecidersAsync(review, cancellationToken), nowUtc < due
                ? words["Your decision about “{0}” in the stage “{1}” is due on {2}.", title, stage.Name, day]
                : words["Your decision about “{0}” in the stage “{1}” was due on {2}.", title, stage.Name, day]);
            return;
        }

        IEnumerable<Actor> named = reminder.To is not { Length: > 0 } to ? []
            : to[0] == StageReminders.Person ? new[] { await people.NamedAsync(to[1..]) }.OfType<Actor>()
            : await people.InRoleAsync(to);
        List<Actor> able = [.. named.Where(person => Authorization.MaySee(person, review.ContentType, item.Owner, published: false))];
        await TellAsync(
            review.ContentItemId, null, (able.Count > 0 ? able : await people.WhoMayAsync(Permissions.AssignReview, review.ContentType)).Select(person => person.UserId),
            words["Nobody has decided about “{0}” in the stage “{1}”: it was due on {2}.", title, stage.Name, day]);
    }

    /// <summary>Whoever submitted hears of each decision; those of the next stage that it is their turn.</summary>
    private async Task DecidedAsync(OutboxMessage message, Review review, string title, CancellationToken cancellationToken)
    {
        var approved = (string?)message.Data["outcome"] == DecisionOutcome.Approved.ToString();
        await TellAsync(message, [review.SubmittedById], approved ? words["“{0}” was approved by a reviewer.", title] : words["Changes were requested in “{0}”.", title]);
        if (approved && review is { State: ReviewState.InReview, CurrentStage: { } stage } && stage.Name != (string?)message.Data["stage"])
        {
            await TellAsync(message, (await DecidersAsync(review, cancellationToken)).Where(person => person != review.SubmittedById), words["“{0}” waits for your review.", title]);
        }
    }

    /// <summary>Those who are asked by name in the current stage; where nobody is, everybody who holds one of its roles.</summary>
    private async Task<IEnumerable<string>> DecidersAsync(Review? review, CancellationToken cancellationToken)
    {
        if (review is not { State: ReviewState.InReview, CurrentStage: { } stage })
        {
            return [];
        }

        var asked = review.Assignments.Where(assignment => assignment.Stage == stage.Name).ToList();
        var open = review.CurrentRoles.Where(role => asked.TrueForAll(assignment => assignment.Role != role)).ToList();
        var able = await reviewers.FindReviewersAsync(open, review.ContentType, cancellationToken);
        return asked.Select(assignment => assignment.UserId).Concat(able.Values.SelectMany(people => people).Select(person => person.UserId));
    }

    private async Task<IEnumerable<string?>> OwnerAsync(OutboxMessage message) =>
        (await content.FindItemsAsync([message.ContentItemId], VersionSelector.Latest)).Select(item => (string?)item.Owner);

    private Task TellAsync(OutboxMessage message, IEnumerable<string?> people, LocalizedString subject) => TellAsync(message.ContentItemId, message.ActorId, people, subject);

    private async Task TellAsync(string contentItemId, string? actorId, IEnumerable<string?> ids, LocalizedString subject)
    {
        var address = await addresses.OfAsync(contentItemId);
        var link = $"<a href=\"{HtmlEncoder.Default.Encode(address)}\">{HtmlEncoder.Default.Encode(subject.Value)}</a>";
        foreach (var id in ids.Distinct(StringComparer.Ordinal).Where(id => !string.IsNullOrEmpty(id) && id != actorId))
        {
            if (await users.FindByIdAsync(id!) is User { IsEnabled: true } person)
            {
                await notifications.SendAsync(person, new NotificationMessage { Subject = subject.Value, Summary = link, TextBody = $"{subject.Value}\n\n{address}", HtmlBody = $"<p>{link}</p>" });
            }
        }
    }
}
