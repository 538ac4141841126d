using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Core.Texts;
using GutCms.Web.Features.Events;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Admin.Events;

/// <summary>Events whose messages could not be delivered, and what becomes of them.</summary>
[AdminPermission(Permissions.ManageSettings)]
internal sealed class IndexModel(ListFailedEvents list, DecideFailedEvent decide, IStringLocalizer<AdminText> words, IStringLocalizer<DeskText> desk) : AdminPage(words)
{
    /// <summary>Those given up first.</summary>
    public IReadOnlyList<ListFailedEvents.Row> Events { get; private set; } = [];

    /// <summary>Shows them.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        var outcome = await list.ExecuteAsync(Actor, cancellationToken);
        Events = outcome.Succeeded ? outcome.Value : [];
        return outcome.Succeeded ? Page() : Refuse(outcome.Refusal);
    }

    /// <summary>Has one told again, or told no more.</summary>
    public async Task<IActionResult> OnPostAsync([FromForm] string? id, [FromForm] FailedEventDecision? decision, CancellationToken cancellationToken)
    {
        var outcome = decision is { } chosen && Enum.IsDefined(chosen)
            ? await decide.ExecuteAsync(Actor, id ?? "", chosen, cancellationToken)
            : new Refusal(RefusalKind.Invalid, Sentence.Verbatim(desk["Events.NoDecision"]));
        if (outcome.Succeeded)
        {
            return Done(desk[decision == FailedEventDecision.Retry ? "Events.Retried" : "Events.Discarded"], "/admin/events");
        }

        // One that is gone is no fault of the address: the list says what there is.
        var refusal = outcome.Refusal.Kind == RefusalKind.NotFound ? new Refusal(RefusalKind.Conflict, outcome.Refusal.Sentence) : outcome.Refusal;
        await OnGetAsync(cancellationToken);
        return Refuse(refusal);
    }
}
