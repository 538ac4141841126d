using System.Net;
using System.Text.RegularExpressions;
using GutCms.Core.Comments;
using GutCms.Core.Diff;
using GutCms.Core.Reviews.Model;

namespace GutCms.OrchardCore.Reviews;

/// <summary>How the admin calls what Core names: English words, which the localizer of a view takes.</summary>
internal static partial class ReviewWords
{
    public static string OfState(ReviewState state) => state switch
    {
        ReviewState.InReview => "In review",
        ReviewState.ChangesRequested => "Changes requested",
        ReviewState.ReviewDue => "Review due",
        _ => state.ToString(),
    };

    public static string OfTrigger(Trigger trigger) => trigger switch
    {
        Trigger.Submit => "Submit for review",
        Trigger.WithdrawSubmission => "Take the submission back",
        Trigger.Schedule => "Publish on schedule",
        Trigger.ScheduleUnpublish => "Take down on schedule",
        Trigger.RequestChanges => "Request changes",
        Trigger.Renew => "Confirm the live text",
        Trigger.Withdraw => "Withdraw for safety",
        _ => trigger.ToString(),
    };

    public static string OfOutcome(DecisionOutcome outcome) => outcome == DecisionOutcome.ChangesRequested ? "Changes requested" : outcome.ToString();

    public static string OfCaution(DiffCaution caution) => caution == DiffCaution.DrugName ? "Drug name" : caution.ToString();

    public static string OfChange(DiffChange change) => change.ToString();

    /// <summary>How a thread stands whose words stand in the text as said; null: it is on no words.</summary>
    public static string OfThread(CommentThread thread, AnchorState? words) =>
        thread.IsResolved ? "resolved" : thread.IsAddressed ? "addressed" : words switch { AnchorState.Edited => "open, words edited", AnchorState.Orphaned => "open, words gone", _ => "open" };

    /// <summary>What comes next in a state.</summary>
    public static string Next(ReviewState state) => state switch
    {
        ReviewState.Draft => "Nobody is asked to review it. When it is finished, it is submitted.",
        ReviewState.InReview => "It waits for a decision.",
        ReviewState.ChangesRequested => "The author changes the text and submits it again.",
        ReviewState.Approved => "Every stage is done for exactly this text. Next, an editor publishes it.",
        ReviewState.Published => "This text is live.",
        ReviewState.ReviewDue => "This text is live and due to be reviewed again: a reviewer confirms it, or it is changed and submitted.",
        ReviewState.Withdrawn => "It was taken down. It can be changed and submitted again.",
        ReviewState.Imported => "It is live and reviewed by nobody here. Submit it to have it reviewed.",
        _ => "",
    };

    /// <summary>A member of the delivered document, such as <c>subtitle</c>.</summary>
    public static string OfMember(string path) => path switch
    {
        "html" or "" => "Text",
        "disclaimer.kind" => "Kind of disclaimer",
        "doi" => "DOI",
        "grade" => "Grade of evidence",
        "pmid" => "PubMed id",
        "url" or "url.url" => "Address",
        "url.text" => "Words of the link",
        _ => Capital(path[(path.LastIndexOf('.') + 1)..]),
    };

    /// <summary>A value of the content list's term <c>review</c>.</summary>
    public static string OfFilter(string value) => Enum.TryParse<ReviewState>(value, ignoreCase: true, out var state) ? OfState(state) : Capital(value);

    /// <summary>The beginning of a comment, cut between words.</summary>
    public static string Excerpt(string text)
    {
        const int Most = 90;
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= Most ? line : line[..(line.LastIndexOf(' ', Most) is > 0 and var end ? end : Most)] + " …";
    }

    /// <summary>A heading with marks in it as plain text.</summary>
    public static string Plain(string html) => WebUtility.HtmlDecode(Tag().Replace(html, ""));

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];
}
