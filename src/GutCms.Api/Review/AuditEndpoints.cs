using System.Text.Json.Nodes;
using GutCms.Api.Http;
using GutCms.Core.Audit;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Storage;
using Microsoft.AspNetCore.Http;

namespace GutCms.Api.Review;

/// <summary>Reads the audit log, newest first.</summary>
internal static class AuditEndpoints
{
    private static readonly string[] Common = ["actor", "act", "action", "from", "to", "after", "first"];

    public static async Task<IResult> ItemAsync(string id, HttpContext context, ListAuditEntries list, CancellationToken cancellationToken)
    {
        var parameters = new ListParameters(context, Common);
        var (query, after) = (Read(context, parameters), parameters.After);
        return parameters.FindProblem()
            ?? (await list.ExecuteAsync(Caller.Of(context), id, query, cancellationToken, after)).ToResult(context, page => TypedResults.Ok(ToResponse(page)));
    }

    public static async Task<IResult> AllAsync(HttpContext context, ListAuditEntries list, CancellationToken cancellationToken)
    {
        var parameters = new ListParameters(context, ["item", .. Common]);
        var (query, after) = (Read(context, parameters) with { ContentItemId = parameters.Text("item") }, parameters.After);
        return parameters.FindProblem()
            ?? (await list.ExecuteAsync(Caller.Of(context), query, cancellationToken, after)).ToResult(context, page => TypedResults.Ok(ToResponse(page)));
    }

    private static AuditQuery Read(HttpContext context, ListParameters parameters)
    {
        var actor = parameters.Text("actor");
        return new()
        {
            ActorId = actor == "me" ? Caller.Of(context).UserId : actor,
            ActId = parameters.Text("act"),
            ActionPrefix = parameters.Text("action"),
            FromUtc = parameters.Instant("from"),
            ToUtc = parameters.Instant("to"),
            First = parameters.First,
        };
    }

    private static AuditPageResponse ToResponse(ListAuditEntries.Result page) => new(page.Total, [.. page.Entries.Select(AuditEntryJson.Write)], page.Next);
}

/// <summary>A page of the audit log.</summary>
/// <param name="Total">Number of entries over all pages.</param>
/// <param name="Items">Entries as they are exported, newest first: `sequence`, `occurredUtc`, `actorId`, `actorName`, `action`, `contentItemId`, `versionId`, `contentHash`, `actId`, `details`, `previousHash`, `hash`; those that are null are absent.</param>
/// <param name="NextCursor">`after` of the next page; null: there is none.</param>
public sealed record AuditPageResponse(long Total, IReadOnlyList<JsonObject> Items, string? NextCursor);
