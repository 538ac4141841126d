using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.OrchardCore.Identity;
using GutCms.OrchardCore.Reviews;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Localization;
using OrchardCore.DisplayManagement.Notify;

namespace GutCms.OrchardCore.Controllers;

/// <summary>What the review pages have in common: use cases looked up where they are needed, and answers that say every unmet rule.</summary>
public abstract class ReviewPageController : Controller
{
    private readonly IServiceProvider _services;

    /// <summary>Creates it.</summary>
    protected ReviewPageController(IServiceProvider services, INotifier notifier, IHtmlLocalizer localizer)
    {
        _services = services;
        Notifier = notifier;
        Localizer = localizer;
    }

    /// <summary>Tells the user what became of what was asked for.</summary>
    private protected INotifier Notifier { get; }

    /// <summary>Says it in the user's language.</summary>
    private protected IHtmlLocalizer Localizer { get; }

    /// <summary>Who acts.</summary>
    private protected Task<Actor> ActorAsync() => Get<CurrentActor>().GetAsync();

    /// <summary>A service of the tenant.</summary>
    private protected T Get<T>()
        where T : notnull => (T)(_services.GetService(typeof(T)) ?? throw new InvalidOperationException($"{typeof(T).Name} is not registered."));

    /// <summary>Says what became of it. Where it was refused, the item's page stands there again with what was typed.</summary>
    private protected async Task<IActionResult> AnswerAsync(Refusal? refusal, string id, Typed typed)
    {
        if (refusal is null)
        {
            await Notifier.SuccessAsync(Localizer["Done."]);
            return RedirectToAction("Item", "Review", new { id });
        }

        await Notifier.ErrorAsync(Localizer["{0}", refusal.Message]);
        foreach (var rule in refusal.UnmetRules.Where(rule => !refusal.Message.Contains(rule.Message, StringComparison.Ordinal)))
        {
            await Notifier.WarningAsync(Localizer["{0}", rule.Message]);
        }

        return await ShowAsync(id, typed.Trigger == Trigger.Renew, from: null, typed);
    }

    /// <summary>The item's page; not found when there is nothing that the user may see.</summary>
    private protected async Task<IActionResult> ShowAsync(string id, bool live, string? from, Typed typed) =>
        await Get<ItemPages>().FindAsync(await ActorAsync(), id, live, from, typed, HttpContext.RequestAborted) is { } page ? View("ReviewItem", page) : NotFound();
}
