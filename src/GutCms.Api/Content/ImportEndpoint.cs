using GutCms.Api.Http;
using GutCms.Api.Texts;
using GutCms.Core.Documents.UseCases;
using Microsoft.AspNetCore.Http;

namespace GutCms.Api.Content;

/// <summary>Makes drafts of a document: Word, HTML, Markdown, JATS, or an export of WordPress.</summary>
internal static class ImportEndpoint
{
    private const string DefaultName = "document";

    public static async Task<IResult> ImportAsync(HttpContext context, UnderstandDocument understand, ImportDrafts import, CancellationToken cancellationToken)
    {
        var query = new ListParameters(context, "name", "dryRun", "strict", "disclaimer");
        var (name, dryRun, strict, disclaimer) = (query.Text("name"), query.Flag("dryRun"), query.Flag("strict"), query.Text("disclaimer"));
        if (query.FindProblem() is { } wrong)
        {
            return wrong;
        }

        if (await RawBody.ReadAsync(context.Request, UnderstandDocument.MostBytes, cancellationToken) is not { } bytes)
        {
            return Problems.Problem(StatusCodes.Status413PayloadTooLarge, "Content too large", ApiText.Say("BodyTooLarge", UnderstandDocument.MostBytes), ProblemTypes.ContentTooLarge);
        }

        var actor = Caller.Of(context);
        var understood = await understand.ExecuteAsync(actor, new(bytes, name ?? DefaultName, disclaimer), cancellationToken);
        if (!understood.Succeeded)
        {
            return understood.Refusal.ToResult(context);
        }

        var document = understood.Value;
        if (strict && (document.Losses.Count > 0 || document.Drafts.Any(draft => draft.Losses.Count > 0)))
        {
            return Problems.Problem(StatusCodes.Status409Conflict, "Conflict", ApiText.Say("ImportStrict"), ProblemTypes.Conflict);
        }

        if (dryRun)
        {
            return TypedResults.Ok(ImportResponse.Of(document, null));
        }

        var saved = await import.ExecuteAsync(actor, [.. document.Drafts.Select(draft => draft.Item)], cancellationToken);
        return saved.ToResult(context, result => TypedResults.Ok(ImportResponse.Of(document, result.Saved)));
    }
}
