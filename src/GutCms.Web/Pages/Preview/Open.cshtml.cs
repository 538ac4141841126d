using System.Globalization;
using GutCms.Core.Previews;
using GutCms.Core.Reviews.Model;
using GutCms.Web.Features.Previews;
using GutCms.Web.Features.Security;
using GutCms.Web.Pages.Delivered;
using GutCms.Web.Texts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace GutCms.Web.Pages.Preview;

/// <summary>A draft, for whoever has the link. Kept by no cache, listed by no search engine, and told to no site that it links to.</summary>
internal sealed class OpenModel(OpenPreviewLink open, CommentOnPreview comment, PreviewLimiter limiter, IOptionsMonitor<PreviewOptions> options, IStringLocalizer<PreviewText> words) : PageModel
{
    /// <summary>The text; null when there is nothing to show.</summary>
    public ArticleContent? Shown { get; private set; }

    /// <summary>The text is what readers see now.</summary>
    public bool IsLive { get; private set; }

    /// <summary>When the link ends, in words.</summary>
    public string Until { get; private set; } = "";

    /// <summary>The form for comments is shown.</summary>
    public bool MayComment { get; private set; }

    /// <summary>A comment was sent just now.</summary>
    public bool Sent { get; private set; }

    /// <summary>There were too many requests.</summary>
    public bool TooMany { get; private set; }

    /// <summary>Name of whoever comments.</summary>
    [BindProperty]
    public string? Name { get; set; }

    /// <summary>The comment.</summary>
    [BindProperty]
    public string? Text { get; set; }

    /// <summary>Words for which others are suggested; null: none.</summary>
    [BindProperty]
    public string? Quote { get; set; }

    /// <summary>The words that are suggested.</summary>
    [BindProperty]
    public string? Suggestion { get; set; }

    /// <inheritdoc/>
    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        Response.Headers.CacheControl = "no-cache, no-store";
        Response.Headers["X-Robots-Tag"] = "noindex, nofollow, noarchive";
        Response.Headers["Referrer-Policy"] = "no-referrer";
        if (options.CurrentValue.FrameAncestors is { Length: > 0 } origins)
        {
            Response.Headers.ContentSecurityPolicy = ContentPolicy.PagesFramedBy(origins);
        }

        base.OnPageHandlerExecuting(context);
    }

    /// <summary>Shows it, and records the opening.</summary>
    public Task<IActionResult> OnGetAsync(string token, bool sent, CancellationToken cancellationToken)
    {
        Sent = sent;
        return ShowAsync(token, cancellationToken);
    }

    /// <summary>Leaves a comment.</summary>
    public async Task<IActionResult> OnPostAsync(string token, [FromForm] bool suggests, CancellationToken cancellationToken)
    {
        if (!await limiter.PermitsCommentAsync(HttpContext))
        {
            return TurnAway();
        }

        var outcome = await comment.ExecuteAsync(new(token, Name ?? "", Text ?? "") { Quote = suggests ? Quote ?? "" : null, Suggests = Suggestion }, cancellationToken);
        switch (outcome.Refusal)
        {
            case null:
                return Redirect(Url.Page(null, null, new { token, sent = true }, null, null, "comment")!);
            case { Kind: RefusalKind.Invalid } refusal when refusal.UnmetRules.Any(rule => rule.Rule == Rules.SuggestedWordsMustStand):
                return await AgainAsync(token, words["Suggest.Invalid"], StatusCodes.Status400BadRequest, cancellationToken);
            case { Kind: RefusalKind.Invalid }:
                return await AgainAsync(token, words["Comment.Invalid"], StatusCodes.Status400BadRequest, cancellationToken);
            case { Kind: RefusalKind.Conflict } refusal when refusal.UnmetRules.Any(rule => rule.Rule == Rules.LinkMustTakeComments):
                return await AgainAsync(token, words["Comment.Refused"], StatusCodes.Status409Conflict, cancellationToken);
            case { Kind: RefusalKind.NotFound }:
                return NotFound();
            default:
                return Ended();
        }
    }

    private async Task<IActionResult> AgainAsync(string token, string fault, int status, CancellationToken cancellationToken)
    {
        ModelState.AddModelError(string.Empty, fault);
        var page = await ShowAsync(token, cancellationToken);
        Response.StatusCode = Shown is null ? Response.StatusCode : status;
        return page;
    }

    private async Task<IActionResult> ShowAsync(string token, CancellationToken cancellationToken)
    {
        if (!await limiter.PermitsOpeningAsync(HttpContext))
        {
            return TurnAway();
        }

        var outcome = await open.ExecuteAsync(token, cancellationToken);
        if (!outcome.Succeeded)
        {
            return outcome.Refusal.Kind == RefusalKind.NotFound ? NotFound() : Ended();
        }

        var shown = outcome.Value;
        // A draft may have no title yet.
        shown.Content["title"] ??= "";
        Shown = DeliveredJson.Content(shown.Content);
        IsLive = shown.IsLive;
        MayComment = shown.Link.MayComment && shown.Link.Comments < CommentOnPreview.MaxComments;
        Until = Dates.LongInstant(shown.Link.ExpiresUtc);
        return Page();
    }

    private PageResult Ended()
    {
        Response.StatusCode = StatusCodes.Status410Gone;
        return Page();
    }

    private PageResult TurnAway()
    {
        TooMany = true;
        Response.StatusCode = StatusCodes.Status429TooManyRequests;
        Response.Headers.RetryAfter = PreviewLimiter.Window.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        return Page();
    }
}
