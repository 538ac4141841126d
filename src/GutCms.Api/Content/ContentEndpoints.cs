using GutCms.Api.Http;
using GutCms.Core.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GutCms.Api.Content;

/// <summary>The content API's table of routes: Orchard Core's <c>/api/content</c> with the differences that <c>docs/review-api.md</c> lists.</summary>
internal static class ContentEndpoints
{
    public static IEndpointRouteBuilder MapContentApi(this IEndpointRouteBuilder endpoints)
    {
        var content = endpoints.MapGroupOfContent();
        content.MapList();
        content.MapPost("", SaveEndpoint.SaveAsync)
            .Describe(
                "saveContent",
                "Create or change an item",
                "The item in Orchard Core's form. Without `ContentItemId`: a new one. With it: objects are merged into the latest version, arrays replaced, absent members kept; `If-Match` is required. "
                + "With `?draft=true` the version stays a draft; otherwise it is published, or nothing is saved.")
            .Accepts<ContentItemSchema>("application/json").Produces<ContentItemSchema>().Refuses()
            .Query(QueryKind.Flag, "draft", "The version stays a draft.").IfMatch(required: false);
        content.MapPost("/import", ImportEndpoint.ImportAsync)
            .Describe(
                "importDocument",
                "Make drafts of a document",
                "The body is the file: Word (.docx), HTML, Markdown, JATS XML, or an export of WordPress, at most 10 MB. Each article becomes a new draft; all of them are saved or none.")
            .Accepts<byte[]>("application/octet-stream").Produces<ImportResponse>().Refuses()
            .Query("name", "Name of the file; its ending says what a text is.").Query(QueryKind.Flag, "dryRun", "Say what would be saved, and save nothing.")
            .Query(QueryKind.Flag, "strict", "409 if anything is left out.").Query("disclaimer", "ContentItemId of the disclaimer that the drafts pick; by default the only one that is live.");
        content.MapGet("/{id}", ReadEndpoints.GetAsync)
            .Describe("getContent", "Get an item", "The published version, or with `?version=latest` the latest one, which takes the right to see drafts.")
            .Produces<ContentItemSchema>().ProducesValidationProblem().ProducesProblem(StatusCodes.Status404NotFound)
            .QueryOneOf("version", "Which version; `published` when absent.", "published", "latest");
        content.MapDelete("/{id}", HistoryEndpoints.DeleteAsync)
            .Describe("deleteContent", "Delete an item", "Only an item that is not live; its versions stay for the record. `If-Match` is required. Answers the item.")
            .Produces<ContentItemSchema>().Refuses().IfMatch();
        content.MapHistory();
        return endpoints;
    }

    /// <summary>Only what Orchard Core's content API lacks: the list; versions, their comparison, and bringing one back.</summary>
    public static IEndpointRouteBuilder MapContentAdditions(this IEndpointRouteBuilder endpoints)
    {
        var content = endpoints.MapGroupOfContent();
        content.MapList();
        content.MapHistory();
        return endpoints;
    }

    private static RouteGroupBuilder MapGroupOfContent(this IEndpointRouteBuilder endpoints) => endpoints.MapGroup("/api/content").WithTags("Content")
        .AddEndpointFilter(Caller.RequireAsync).AddEndpointFilter(Caller.Holds(Permissions.AccessContentApi))
        .ProducesProblem(StatusCodes.Status401Unauthorized).ProducesProblem(StatusCodes.Status403Forbidden);

    private static void MapList(this RouteGroupBuilder content) =>
        content.MapGet("", ReadEndpoints.ListAsync)
            .Describe(
                "listContent",
                "List content",
                "Items that the caller may see, what was written last first.")
            .Produces<ContentListResponse>().ProducesValidationProblem()
            .Query("contentType", "Technical name of a type.").QueryOneOf("status", "Which versions; `published` when absent.", "published", "latest", "draft")
            .Query("q", "Words that title and text contain, the last one as the beginning of a word too; on Orchard Core a text that the title contains.").Paged();

    private static void MapHistory(this RouteGroupBuilder content)
    {
        content.MapGet("/{id}/versions", HistoryEndpoints.ListAsync)
            .Describe("listVersions", "List the versions of an item", "Oldest first.")
            .Produces<VersionListResponse>().ProducesValidationProblem().ProducesProblem(StatusCodes.Status404NotFound).Paged();
        content.MapGet("/{id}/versions/{versionId}", HistoryEndpoints.GetAsync)
            .Describe("getVersion", "Get a version", "A version that is not live takes the right to see drafts.")
            .Produces<ContentItemSchema>().ProducesProblem(StatusCodes.Status404NotFound);
        content.MapGet("/{id}/diff", HistoryEndpoints.CompareAsync)
            .Describe(
                "compareVersions",
                "Compare two versions",
                "What readers see of them, by texts, blocks and words; changed numbers, units, negations and names of drugs carry a caution.")
            .Produces<DiffResponse>().ProducesValidationProblem().ProducesProblem(StatusCodes.Status404NotFound)
            .Query("from", "A version id; the live one when absent.").Query("to", "A version id; the latest one when absent.");
        content.MapPost("/{id}/restore", HistoryEndpoints.RestoreAsync)
            .Describe("restoreVersion", "Bring a version back", "As a new draft. Its approvals do not come back with it. `If-Match` is required.")
            .Accepts<RestoreBody>("application/json").Produces<ContentItemSchema>().Refuses().IfMatch();
    }
}
