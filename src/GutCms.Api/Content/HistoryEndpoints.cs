using System.Text.Json;
using System.Text.Json.Serialization;
using GutCms.Api.Http;
using GutCms.Core.Content.Items;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Storage;
using Microsoft.AspNetCore.Http;

namespace GutCms.Api.Content;

/// <summary>Versions of an item: list, read, compare, bring back; and its end.</summary>
internal static class HistoryEndpoints
{
    private static readonly JsonSerializerOptions DiffJson = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };

    public static async Task<IResult> ListAsync(string id, HttpContext context, ListVersions list, CancellationToken cancellationToken)
    {
        var query = new ListParameters(context, "after", "first");
        var request = new ListVersions.Request(id, After: query.After, First: query.First);
        if (query.FindProblem() is { } problem)
        {
            return problem;
        }

        var outcome = await list.ExecuteAsync(Caller.Of(context), request, cancellationToken);
        return outcome.ToResult(context, result =>
        {
            EntityTags.Write(context, result.Tag);
            return TypedResults.Ok(new VersionListResponse(result.ContentItemId, result.Total, result.Versions, result.Next));
        });
    }

    public static async Task<IResult> GetAsync(string id, string versionId, HttpContext context, GetContent get, CancellationToken cancellationToken)
    {
        var outcome = await get.ExecuteAsync(Caller.Of(context), new(id, VersionSelector.Latest, versionId), cancellationToken);
        return outcome.ToResult(context, view => ContentResponse.Of(context, view.Item, view.Tag));
    }

    [Dear(DearAttribute.Comparison)]
    public static async Task<IResult> CompareAsync(string id, HttpContext context, CompareVersions compare, CancellationToken cancellationToken)
    {
        var query = new ListParameters(context, "from", "to");
        var request = new CompareVersions.Request(id, query.Text("from"), query.Text("to"));
        return query.FindProblem()
            ?? (await compare.ExecuteAsync(Caller.Of(context), request, cancellationToken)).ToResult(
                context, result => TypedResults.Json(new DiffResponse(result.FromVersionId, result.ToVersionId, result.Diff.HasChanges, result.Diff), DiffJson));
    }

    public static async Task<IResult> RestoreAsync(string id, HttpContext context, RestoreVersion restore, CancellationToken cancellationToken)
    {
        var (tag, unconditional) = EntityTags.ReadRequired(context);
        if (tag is null)
        {
            return unconditional!;
        }

        var (body, problem) = await JsonBody.ReadAsync<RestoreBody>(context, cancellationToken);
        if (body is null)
        {
            return problem!;
        }

        var outcome = await restore.ExecuteAsync(Caller.Of(context), new(id, ExpectedTag.Of(tag), body.VersionId), cancellationToken);
        return outcome.ToResult(context, result => ContentResponse.Of(context, result.Item, result.Tag));
    }

    public static async Task<IResult> DeleteAsync(string id, HttpContext context, GetContent get, DeleteContent delete, CancellationToken cancellationToken)
    {
        var (tag, unconditional) = EntityTags.ReadRequired(context);
        if (tag is null)
        {
            return unconditional!;
        }

        var actor = Caller.Of(context);
        var before = await get.ExecuteAsync(actor, new(id, VersionSelector.Latest), cancellationToken);
        var outcome = await delete.ExecuteAsync(actor, new(id, ExpectedTag.Of(tag)), cancellationToken);
        return outcome.ToResult(context, _ => before.Value is { Item: var item }
            ? TypedResults.Bytes(ContentItemJson.ToUtf8(item with { Latest = false }), "application/json; charset=utf-8")
            : TypedResults.NoContent());
    }
}
