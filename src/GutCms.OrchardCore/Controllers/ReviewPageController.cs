using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.OrchardCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Localization;
using OrchardCore.DisplayManagement.Notify;

namespace GutCms.OrchardCore.Controllers;

/// <summary>What the review pages have in common: use cases looked up where they are needed, and answers that say every unmet rule.</summary>
public abstract class ReviewPageController : Controller
{
    private readonly IServiceProvider _services;
    private readonly INotifier _notifier;
    private readonly IHtmlLocalizer _localizer;

    /// <summary>Creates it.</summary>
    protected ReviewPageController(IServiceProvider services, INotifier notifier, IHtmlLocalizer localizer)
    {
        _services = services;
        _notifier = notifier;
        _localizer = localizer;
    }

    /// <summary>Who acts.</summary>
    private protected Task<Actor> ActorAsync() => Get<CurrentActor>().GetAsync();

    /// <summary>A service of the tenant.</summary>
    private protected T Get<T>()
        where T : notnull => (T)(_services.GetService(typeof(T)) ?? throw new InvalidOperationException($"{typeof(T).Name} is not registered."));

    /// <summary>Says what became of it, and goes back to the item's page.</summary>
    private protected async Task<IActionResult> AnswerAsync(Refusal? refusal, string id)
    {
        if (refusal is null)
        {
            await _notifier.SuccessAsync(_localizer["Done."]);
        }
        else
        {
            await _notifier.ErrorAsync(_localizer["{0}", refusal.Message]);
            foreach (var rule in refusal.UnmetRules)
            {
                await _notifier.WarningAsync(_localizer["{0}", rule.Message]);
            }
        }

        return RedirectToAction("Item", "Review", new { id });
    }
}
