using System.Globalization;
using GutCms.Api.Http;
using GutCms.Web.Features.Away;
using GutCms.Web.Features.Users;
using GutCms.Web.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Account;

/// <summary>Takes from when to when one is away, and who stands in.</summary>
[Authorize(AuthenticationSchemes = GutCmsSchemes.Session)]
internal sealed class AwayModel(OwnTimeAway own, IActorAccessor actors, IStringLocalizer<AccountText> words) : AccountPage(words)
{
    /// <summary>What is on file.</summary>
    public OwnTimeAway.Result Shown { get; private set; } = new(null, [], []);

    /// <summary>First day, as its field holds it.</summary>
    public string? From { get; private set; }

    /// <summary>Last day, as its field holds it.</summary>
    public string? Until { get; private set; }

    /// <summary>User id of whoever stands in; null: nobody.</summary>
    public string? Deputy { get; private set; }

    /// <summary>It was kept just now.</summary>
    public bool IsDone { get; private set; }

    /// <summary>How a person is called.</summary>
    public static string NameOf(Features.Users.Account account) => account.User.PrintedName ?? account.User.UserName!;

    /// <summary>A day in words.</summary>
    public static string Written(DateOnly day) => Dates.Day(day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc));

    /// <summary>Shows it.</summary>
    public async Task OnGetAsync(bool done, CancellationToken cancellationToken)
    {
        Shown = await own.ReadAsync(await actors.GetActorAsync(HttpContext, cancellationToken), cancellationToken);
        (From, Until, Deputy, IsDone) = (Day(Shown.Time?.From), Day(Shown.Time?.Until), Shown.Time?.DeputyId, done);
    }

    /// <summary>Keeps it.</summary>
    public async Task<IActionResult> OnPostAsync([FromForm] DateOnly? from, [FromForm] DateOnly? until, [FromForm] string? deputy, CancellationToken cancellationToken)
    {
        var actor = await actors.GetActorAsync(HttpContext, cancellationToken);
        ModelState.Clear();
        var outcome = await own.SaveAsync(actor, from, until, string.IsNullOrEmpty(deputy) ? null : deputy, cancellationToken);
        if (outcome.Succeeded)
        {
            return RedirectToPage(new { done = true });
        }

        Shown = await own.ReadAsync(actor, cancellationToken);
        (From, Until, Deputy) = (Day(from), Day(until), deputy);
        return Again(outcome.Refusal.Message);
    }

    /// <summary>One is not away.</summary>
    public async Task<IActionResult> OnPostEndAsync(CancellationToken cancellationToken)
    {
        await own.EndAsync(await actors.GetActorAsync(HttpContext, cancellationToken), cancellationToken);
        return RedirectToPage(new { done = true });
    }

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
