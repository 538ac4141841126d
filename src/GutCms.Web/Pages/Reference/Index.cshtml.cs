using System.Text.Json.Nodes;
using GutCms.Api.OpenApi;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace GutCms.Web.Pages.Reference;

/// <summary>
/// The HTTP surface as a page, made of the OpenAPI document. Written here because the ready-made viewers set styles inline and so would need a content security
/// policy that allows it.
/// </summary>
internal sealed class IndexModel(OpenApiDocuments documents) : PageModel
{
    /// <summary>The document.</summary>
    public ReferenceDocument Document { get; private set; } = null!;

    /// <summary>Shows it.</summary>
    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Response.Headers.CacheControl = "no-cache";
        Document = ReferenceDocument.Read(JsonNode.Parse(await documents.ReadAsync(OpenApiDocuments.Whole, cancellationToken))!.AsObject());
    }

    /// <summary>A description as HTML: what stands between backticks is code, everything is escaped.</summary>
    public static IHtmlContent Inline(string? text)
    {
        var html = new HtmlContentBuilder();
        var runs = (text ?? "").Split('`');
        for (var index = 0; index < runs.Length; index++)
        {
            // The odd ones stand between two backticks, unless the last one was never closed.
            if (index % 2 == 1 && index < runs.Length - 1)
            {
                html.AppendHtml("<code>").Append(runs[index]).AppendHtml("</code>");
            }
            else
            {
                html.Append(runs[index]);
            }
        }

        return html;
    }
}
