using GutCms.Api.Http;
using GutCms.Core.Content.Items;
using Microsoft.AspNetCore.Http;

namespace GutCms.Api.Content;

/// <summary>Answers with a version and the tag of its item.</summary>
internal static class ContentResponse
{
    public static IResult Of(HttpContext context, ContentItem item, string tag)
    {
        EntityTags.Write(context, tag);
        return TypedResults.Bytes(ContentItemJson.ToUtf8(item), "application/json; charset=utf-8");
    }
}
