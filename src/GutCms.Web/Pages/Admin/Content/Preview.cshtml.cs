using System.Text.Json.Nodes;
using GutCms.Core.Content.Items;
using GutCms.Core.Editorial;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Web.Pages.Admin.Content.Editing;
using GutCms.Web.Pages.Delivered;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Admin.Content;

/// <summary>What readers would see of the form as it stands, in the look of the public pages. Shown in a frame beside the form, or in a window of its own.</summary>
[AdminPermission(Permissions.EditOwnContent)]
[RequestFormLimits(ValueCountLimit = 20_000)]
internal sealed class PreviewModel(OpenEditor open, ShowDraft draft, FindPickable pickable, IStringLocalizer<AdminText> words) : AdminPage(words)
{
    /// <summary>The text; null before the first form came in.</summary>
    public ArticleContent? Shown { get; private set; }

    /// <summary>The series that readers see above it; null when it is in none that is live.</summary>
    public Pickable? Series { get; private set; }

    /// <summary>Recommended articles that are live, in order.</summary>
    public IReadOnlyList<ArticleSummary> HotArticles { get; private set; } = [];

    /// <summary>An empty page, for the frame to begin with.</summary>
    public static void OnGet()
    {
    }

    /// <summary>Shows the form.</summary>
    public async Task<IActionResult> OnPostAsync([FromForm] string? id, [FromForm] string? type, CancellationToken cancellationToken)
    {
        var opened = string.IsNullOrEmpty(id) ? await open.NewAsync(Actor, type ?? "", cancellationToken) : await open.ExecuteAsync(Actor, id, null, cancellationToken);
        if (!opened.Succeeded)
        {
            return StatusCode(opened.Refusal.Kind == RefusalKind.NotFound ? StatusCodes.Status404NotFound : StatusCodes.Status403Forbidden);
        }

        JsonObject json = new EditorReader(opened.Value.Definitions, new(Request.Form)).Read(opened.Value.Json, opened.Value.Type);
        var shown = await draft.ExecuteAsync(Actor, json, cancellationToken);
        if (!shown.Succeeded)
        {
            return StatusCode(StatusCodes.Status400BadRequest);
        }

        // What is being written may have no title yet.
        shown.Value["title"] ??= "";
        Shown = DeliveredJson.Content(shown.Value);
        Series = (await LiveAsync(json, ItemMeaning.SeriesField, cancellationToken)).FirstOrDefault();
        HotArticles = [.. (await LiveAsync(json, ItemMeaning.HotArticlesField, cancellationToken)).Select(each => new ArticleSummary { Slug = each.Path!.Split('/')[^1], Title = each.Title, Excerpt = each.Text })];
        return Page();
    }

    private async Task<IEnumerable<Pickable>> LiveAsync(JsonObject json, string field, CancellationToken cancellationToken)
    {
        var ids = json[ItemMeaning.Article]?[field]?["ContentItemIds"] as JsonArray ?? [];
        return (await pickable.FindAsync(Actor, ids.Select(id => id?.ToString() ?? ""), cancellationToken)).Where(each => each is { IsLive: true, Path: not null });
    }
}
