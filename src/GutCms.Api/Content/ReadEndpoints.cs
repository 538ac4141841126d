using GutCms.Api.Http;
using GutCms.Core.Content.Items;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Reviews.Views;
using GutCms.Core.Storage;
using Microsoft.AspNetCore.Http;

namespace GutCms.Api.Content;

/// <summary>Reads content.</summary>
internal static class ReadEndpoints
{
    public static async Task<IResult> GetAsync(string id, HttpContext context, GetContent get, CancellationToken cancellationToken)
    {
        var query = new ListParameters(context, "version");
        var version = query.OneOf("version", ("published", VersionSelector.Published), ("latest", VersionSelector.Latest));
        return query.FindProblem()
            ?? (await get.ExecuteAsync(Caller.Of(context), new(id, version), cancellationToken)).ToResult(context, view => ContentResponse.Of(context, view.Item, view.Tag));
    }

    public static async Task<IResult> ListAsync(HttpContext context, ListContent list, CancellationToken cancellationToken)
    {
        var query = new ListParameters(context, "contentType", "status", "q", "after", "first");
        var status = query.OneOf("status", ("published", ContentListStatus.Published), ("latest", ContentListStatus.Latest), ("draft", ContentListStatus.Draft));
        var request = new ListContent.Request(query.Text("contentType"), status, query.Text("q"), query.After, query.First);
        return query.FindProblem()
            ?? (await list.ExecuteAsync(Caller.Of(context), request, cancellationToken)).ToResult(
                context,
                page => TypedResults.Ok(new ContentListResponse(page.Total, [.. page.Items.Select(item => ContentItemJson.Write(ReviewPart.Strip(item)))], page.Next)));
    }
}
