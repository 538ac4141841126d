using GutCms.Core.Paging;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Admin;

/// <summary>What the pages of the admin have in common: who visits, what was done, and why something was not.</summary>
internal abstract class AdminPage(IStringLocalizer<AdminText> words) : PageModel
{
    /// <summary>Name of the entry in TempData that holds what was done.</summary>
    public const string DoneKey = "Admin.Done";

    /// <summary>Names of the entries in TempData that hold where what was done can be seen: path and text of a link.</summary>
    public const string SeenAtKey = "Admin.SeenAt", SeenTextKey = "Admin.SeenText";

    /// <summary>Who visits.</summary>
    public Actor Actor => AdminVisitor.Of(HttpContext);

    /// <summary>Why the last attempt changed nothing; null when there was none. The layout shows it above the content.</summary>
    public Refusal? Refused { get; private set; }

    /// <summary>Texts that pages share.</summary>
    protected IStringLocalizer<AdminText> Words => words;

    /// <inheritdoc/>
    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        // What the anti-forgery service would set as well, and else warn that it replaces.
        Response.Headers.CacheControl = "no-cache, no-store";
        base.OnPageHandlerExecuting(context);
    }

    /// <summary>An address of a list in another order, with another filter or of another time begins at the list's beginning.</summary>
    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        OnPageHandlerExecuting(context);
        if (context.Result is null && await next() is { Exception: BadCursorException } executed)
        {
            var kept = Request.Query.Where(pair => pair.Key != "after").SelectMany(pair => pair.Value.Select(value => KeyValuePair.Create(pair.Key, value ?? "")));
            executed.ExceptionHandled = true;
            executed.Result = LocalRedirect(Request.PathBase.Add(Request.Path) + new QueryBuilder(kept).ToQueryString());
        }
    }

    /// <summary>Says what was done, on the page that is shown next.</summary>
    protected void Say(string done) => TempData[DoneKey] = done;

    /// <summary>After a form: says what was done and goes to a page, so that a reload does not send the form again.</summary>
    /// <param name="done">What was done, one sentence.</param>
    /// <param name="path">A path of this site.</param>
    protected IActionResult Done(string done, string path)
    {
        Say(done);
        return LocalRedirect(path);
    }

    /// <summary>As above, and where what was done can be seen.</summary>
    /// <param name="done">What was done, one sentence.</param>
    /// <param name="path">A path of this site.</param>
    /// <param name="seenAt">Path where it can be seen; null: nowhere.</param>
    /// <param name="seenText">Text of the link.</param>
    protected IActionResult Done(string done, string path, string? seenAt, string seenText)
    {
        if (seenAt is not null)
        {
            (TempData[SeenAtKey], TempData[SeenTextKey]) = (seenAt, seenText);
        }

        return Done(done, path);
    }

    /// <summary>Shows the page again with why nothing was done. Faults stand at the fields of their names, the rest above the content.</summary>
    protected IActionResult Refuse(Refusal refusal)
    {
        if (refusal.Kind == RefusalKind.NotFound)
        {
            return NotFound();
        }

        Refused = refusal;
        foreach (var fault in refusal.Faults)
        {
            ModelState.AddModelError(fault.Path, fault.Message);
        }

        Response.StatusCode = refusal.Kind switch
        {
            RefusalKind.Invalid => StatusCodes.Status400BadRequest,
            RefusalKind.Forbidden => StatusCodes.Status403Forbidden,
            RefusalKind.Stale => StatusCodes.Status412PreconditionFailed,
            RefusalKind.TooLarge => StatusCodes.Status413PayloadTooLarge,
            RefusalKind.Unsupported => StatusCodes.Status415UnsupportedMediaType,
            RefusalKind.Unprocessable => StatusCodes.Status422UnprocessableEntity,
            _ => StatusCodes.Status409Conflict,
        };
        return Page();
    }

    /// <summary>Shows the page again with a fault at a field; an empty name: above the content.</summary>
    protected IActionResult Again(string field, string fault)
    {
        ModelState.AddModelError(field, fault);
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }
}
