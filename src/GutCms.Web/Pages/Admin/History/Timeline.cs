using GutCms.Core.Audit;
using GutCms.Core.Comments;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Views;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Admin.History;

/// <summary>What ids stand for.</summary>
/// <param name="Numbers">Numbers of versions.</param>
/// <param name="People">Names of people.</param>
/// <param name="Titles">Titles of items.</param>
internal sealed record TimelineNames(IReadOnlyDictionary<string, int> Numbers, IReadOnlyDictionary<string, string> People, IReadOnlyDictionary<string, string> Titles)
{
    /// <summary>Number of a version; null: none is named, or it is not known.</summary>
    public int? Number(string? versionId) => versionId is not null && Numbers.TryGetValue(versionId, out var number) ? number : null;

    /// <summary>Title of an item, its id where that is not known.</summary>
    public string Title(string contentItemId) => Titles.GetValueOrDefault(contentItemId, contentItemId);
}

/// <summary>Tells in words what happened to an item.</summary>
internal sealed class Timeline(ReviewView view, TimelineNames names, IStringLocalizer<DeskText> desk)
{
    // What has an entry of its own here, or would only repeat one.
    private static readonly string[] ShownOtherwise =
    [
        AuditActions.ContentCreate, AuditActions.ContentSave, AuditActions.ContentRestore, AuditActions.ContentImport, AuditActions.ReviewApprove, AuditActions.ReviewRequestChanges, AuditActions.ReviewRenew,
        AuditActions.ReviewComment, AuditActions.ReviewCommentResolve,
    ];

    /// <summary>Versions that were saved.</summary>
    public IEnumerable<TimelineEntry> Of(IEnumerable<VersionSummary> versions) => versions.Select(version => new TimelineEntry(
        version.ModifiedUtc,
        "Version",
        version.Origin is { } recipe ? desk["Timeline.Recipe", version.Number, recipe] : desk["Timeline.Version", version.Number],
        version.Origin is null ? WrittenBy.Of(version.Authors, null, desk) : string.Join(", ", version.Authors.Select(author => author.UserName))));

    /// <summary>Everything that people decided.</summary>
    public IEnumerable<TimelineEntry> Decisions() => Runs(view).SelectMany(run => run.Decisions).Select(decision => new TimelineEntry(
        decision.DecidedUtc, "Decision", desk["Timeline." + decision.Outcome, decision.Stage], decision.PrintedName + (decision.Credential is null ? "" : ", " + decision.Credential))
    {
        Version = names.Number(decision.VersionId),
        Comment = decision.Comment,
        IsVoid = !decision.Stands,
    });

    /// <summary>Everything that was said about the text.</summary>
    public IEnumerable<TimelineEntry> Comments() => view.Threads.SelectMany(Of);

    /// <summary>Entries of the log, except what the others tell and what was refused.</summary>
    public IEnumerable<TimelineEntry> Of(IEnumerable<AuditEntry> entries)
    {
        var told = new LoggedFacts(view, names, desk);
        return entries.Where(entry => !ShownOtherwise.Contains(entry.Action) && !AuditActions.IsRefused(entry.Action)).Select(entry => new TimelineEntry(
            entry.OccurredUtc, "Event", told.Say(entry), entry.ActorId.Length == 0 ? desk["System"] : entry.ActorName)
        {
            Version = names.Number(entry.VersionId),
            Comment = told.Reason(entry),
        });
    }

    /// <summary>The runs of an item, open or not.</summary>
    public static IEnumerable<ReviewRunView> Runs(ReviewView view) => view.History.Append(view.Review).Append(view.Renewal).OfType<ReviewRunView>();

    private IEnumerable<TimelineEntry> Of(CommentThread thread)
    {
        var quote = thread.Anchor is { } anchor && CommentAnchor.FromJson(anchor).Quote is { Length: > 0 } words ? words : null;
        foreach (var (at, message) in thread.Messages.Index())
        {
            yield return new(message.WrittenUtc, "Comment", desk[message.Addresses ? "Timeline.Addressed" : at == 0 ? "Timeline.Comment" : "Timeline.Answer"], message.AuthorName)
            {
                Version = at == 0 ? names.Number(thread.VersionId) : null,
                Quote = quote,
                Comment = message.Text.Length > 0 ? message.Text : null,
            };
        }

        if (thread.ResolvedUtc is { } resolved)
        {
            yield return new(resolved, "Comment", desk["Timeline.Resolved"], thread.ResolvedByName ?? "") { Quote = quote, Comment = thread.Messages[0].Text };
        }
    }
}
