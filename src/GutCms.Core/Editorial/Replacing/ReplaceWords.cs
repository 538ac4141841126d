using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Reviews.Views;
using GutCms.Core.Security;
using GutCms.Core.Texts;

namespace GutCms.Core.Editorial.Replacing;

/// <summary>Saves a draft of a text with other words at each place. It ends no review, voids no approval and cancels no schedule: where it would, nothing is saved.</summary>
public sealed class ReplaceWords(OpenEditor open, SaveContent save)
{
    /// <summary>What is asked for.</summary>
    /// <param name="ContentItemId">The text.</param>
    /// <param name="VersionId">The version that the actor was looking at.</param>
    /// <param name="Search">The words.</param>
    /// <param name="Replacement">What stands there from now on, at most 200 characters.</param>
    public sealed record Request(string ContentItemId, string VersionId, WordSearch Search, string Replacement);

    /// <summary>Does it.</summary>
    public async Task<Outcome<SavedContent>> ExecuteAsync(Actor actor, Request request, CancellationToken cancellationToken)
    {
        if (!request.Search.IsValid || request.Replacement.Length > 200)
        {
            return new Refusal(RefusalKind.Invalid, Sentence.Of("Refused.Words"));
        }

        var opened = await open.ExecuteAsync(actor, request.ContentItemId, null, cancellationToken);
        if (!opened.Succeeded)
        {
            return opened.Refusal;
        }

        if (opened.Value.Review?.VersionId != request.VersionId)
        {
            return ExpectedTag.Changed(opened.Value.Review?.Tag ?? "");
        }

        WrittenTexts.Replace(opened.Value.Json, opened.Value.Definitions, request.Search, request.Replacement);
        return await save.ExecuteAsync(actor, new(opened.Value.Json, ExpectedTag.Of(opened.Value.Review.Tag)) { KeepsDecisions = true }, cancellationToken);
    }
}
