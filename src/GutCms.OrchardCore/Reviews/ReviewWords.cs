using GutCms.Core.Diff;
using GutCms.Core.Reviews.Model;

namespace GutCms.OrchardCore.Reviews;

/// <summary>How the admin calls what Core names: English words, which the localizer of a view takes.</summary>
internal static class ReviewWords
{
    public static string Of(ReviewState state) => state switch
    {
        ReviewState.InReview => "In review",
        ReviewState.ChangesRequested => "Changes requested",
        ReviewState.ReviewDue => "Review due",
        _ => state.ToString(),
    };

    public static string Of(Trigger trigger) => trigger switch
    {
        Trigger.Submit => "Submit for review",
        Trigger.WithdrawSubmission => "Take the submission back",
        Trigger.RequestChanges => "Request changes",
        Trigger.Renew => "Confirm the live text",
        Trigger.Withdraw => "Withdraw for safety",
        _ => trigger.ToString(),
    };

    public static string Of(DecisionOutcome outcome) => outcome == DecisionOutcome.ChangesRequested ? "Changes requested" : outcome.ToString();

    public static string Of(DiffCaution caution) => caution == DiffCaution.DrugName ? "Drug name" : caution.ToString();

    /// <summary>A kind of block, such as <c>section</c> or <c>faqEntry</c>.</summary>
    public static string OfBlock(string? kind) => kind switch
    {
        null or "" => "Block",
        "faq" => "Questions and answers",
        "faqEntry" => "Question and answer",
        _ => Capital(kind),
    };

    /// <summary>What a list such as <c>references</c> holds, where its blocks say no kind of their own.</summary>
    public static string? BlockOf(string list) => list switch
    {
        "entries" => "faqEntry",
        "references" => "reference",
        _ => null,
    };

    /// <summary>
    /// A text run by run, with neighbours joined that changed alike and carry no caution. A tag with attributes is shown as it is written, since where a link leads is reviewed;
    /// any other one where nothing but tags has changed.
    /// </summary>
    public static IEnumerable<TextRun> Joined(MemberDiff member)
    {
        TextRun? pending = null;
        foreach (var run in member.Runs)
        {
            var shown = run with { Text = Words(run, member.MarkupOnly), Markup = null };
            if (pending is { Cautions.IsEmpty: true } && shown.Cautions.IsEmpty && pending.Change == shown.Change)
            {
                pending = pending with { Text = pending.Text + shown.Text };
                continue;
            }

            if (pending is not null)
            {
                yield return pending;
            }

            pending = shown;
        }

        if (pending is not null)
        {
            yield return pending;
        }
    }

    private static string Words(TextRun run, bool markupOnly) =>
        run.Markup is { } tag && (tag.Contains('=', StringComparison.Ordinal) || (markupOnly && run.Change != RunChange.Equal)) ? run.Text + tag : run.Text;

    /// <summary>A member of the delivered document, such as <c>subtitle</c>.</summary>
    public static string OfMember(string path) => path is "html" or "" ? "Text" : Capital(path);

    /// <summary>A value of the content list's term <c>review</c>.</summary>
    public static string OfFilter(string value) => Enum.TryParse<ReviewState>(value, ignoreCase: true, out var state) ? Of(state) : Capital(value);

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];
}
