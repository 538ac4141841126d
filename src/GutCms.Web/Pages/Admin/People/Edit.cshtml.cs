using GutCms.Core.Security;
using GutCms.Web.Features.Users;
using GutCms.Web.Features.People;
using GutCms.Web.Features.Powers;
using GutCms.Web.Features.Proposals;
using GutCms.Web.Pages.Account;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Admin.People;

/// <summary>A user, new or known.</summary>
[AdminPermission(Permissions.ManageUsers)]
internal sealed class EditModel(
    ListUsers list, ListRoles roles, AddUser add, ChangeUser change, ResetPassword reset, InviteUser invite, VouchForUser vouch, AccountsInHand hands,
    FindPersonTraces traces, ForgetPerson forget, RemoveAccount remove,
    IStringLocalizer<AdminText> words, IStringLocalizer<DeskText> desk, IStringLocalizer<AccountText> account) : AdminPage(words)
{
    /// <summary>Name of the user in the address; <c>new</c>: a new one.</summary>
    [BindProperty(SupportsGet = true)]
    public string Name { get; set; } = "";

    /// <summary>Name of a new user.</summary>
    [BindProperty]
    public string? UserName { get; set; }

    /// <summary>Mail address.</summary>
    [BindProperty]
    public string? Email { get; set; }

    /// <summary>Name under signatures.</summary>
    [BindProperty]
    public string? PrintedName { get; set; }

    /// <summary>Credential under signatures.</summary>
    [BindProperty]
    public string? Credential { get; set; }

    /// <summary>May sign in.</summary>
    [BindProperty]
    public bool IsEnabled { get; set; }

    /// <summary>Roles.</summary>
    [BindProperty]
    public List<string> Roles { get; set; } = [];

    /// <summary>It is a new user.</summary>
    public bool IsNew => Name == "new";

    /// <summary>Roles to choose from.</summary>
    public IReadOnlyList<RoleSummary> KnownRoles { get; private set; } = [];

    /// <summary>A password made just now; it cannot be shown again.</summary>
    public string? NewPassword { get; private set; }

    /// <summary>A link can be sent to the user.</summary>
    public bool CanInvite => invite.IsAvailable && !string.IsNullOrEmpty(Email);

    /// <summary>In whose hands the account is beside its owner's; null: nobody's.</summary>
    public string? InHandsOf { get; private set; }

    /// <summary>The person was made anonymous: nothing can be changed any more.</summary>
    public bool IsAnonymous { get; private set; }

    /// <summary>What the record has of the person; null: it is a new user, an anonymous one, or the visitor.</summary>
    public PersonTraces? Traces { get; private set; }

    /// <summary>Shows the user.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (await LoadAsync(cancellationToken) is var user && !IsNew && user is null)
        {
            return NotFound();
        }

        (Email, PrintedName, Credential, IsEnabled, Roles) = (user?.Email, user?.PrintedName, user?.Credential, user?.IsEnabled ?? true, [.. user?.Roles ?? []]);
        return Page();
    }

    /// <summary>Saves the user. The password of a new one is shown on the answer, once.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var known = await LoadAsync(cancellationToken);
        if (!IsNew && known is null)
        {
            return NotFound();
        }

        var data = new UserData(IsNew ? UserName?.Trim() ?? "" : Name)
        {
            Email = Given(Email, known?.Email),
            PrintedName = Given(PrintedName, known?.PrintedName),
            Credential = Given(Credential, known?.Credential),
            IsEnabled = IsEnabled,
            Roles = [.. Roles.Distinct(StringComparer.Ordinal)],
        };
        try
        {
            if (!IsNew)
            {
                return Done(await change.ExecuteAsync(Actor, data, cancellationToken) ? desk["Users.Saved"] : desk["Users.Same"], "/admin/users");
            }

            NewPassword = RandomPassword.Create(data.UserName);
            await add.ExecuteAsync(Actor, data with { Password = NewPassword }, cancellationToken);
            return Page();
        }
        catch (WaitsForConfirmationException waits)
        {
            return Done(waits.Sentence.ToCurrent(), "/admin/proposals");
        }
        catch (IdentityRefusedException refused)
        {
            NewPassword = null;
            return Again("", refused.Sentence.ToCurrent());
        }
    }

    /// <summary>Gives the user a new password, which is shown on the answer, once.</summary>
    public async Task<IActionResult> OnPostPasswordAsync([FromForm] bool removeSecondFactor, CancellationToken cancellationToken)
    {
        var password = RandomPassword.Create(Name);
        try
        {
            await reset.ExecuteAsync(Actor, Name, password, removeSecondFactor, cancellationToken);
            NewPassword = password;
        }
        catch (WaitsForConfirmationException waits)
        {
            return Done(waits.Sentence.ToCurrent(), "/admin/proposals");
        }
        catch (IdentityRefusedException refused)
        {
            ModelState.AddModelError("", refused.Sentence.ToCurrent());
            Response.StatusCode = StatusCodes.Status400BadRequest;
        }

        return await OnGetAsync(cancellationToken);
    }

    /// <summary>Sends the user a link for a password of their own.</summary>
    public Task<IActionResult> OnPostInviteAsync(CancellationToken cancellationToken) => TryAsync(
        desk["Users.Invited"],
        () => invite.ExecuteAsync(Actor, Name, () => account["Invite.MailSubject"], link => account["Invite.MailText", link], cancellationToken),
        cancellationToken);

    /// <summary>Vouches for the account.</summary>
    public Task<IActionResult> OnPostVouchAsync(CancellationToken cancellationToken) => TryAsync(desk["Users.Vouched"], () => vouch.ExecuteAsync(Actor, Name, cancellationToken), cancellationToken);

    /// <summary>Makes the person anonymous.</summary>
    public Task<IActionResult> OnPostForgetAsync(CancellationToken cancellationToken) => TryAsync(desk["Users.Forgotten"], () => forget.ExecuteAsync(Actor, Name, cancellationToken), cancellationToken);

    /// <summary>Removes the account.</summary>
    public Task<IActionResult> OnPostRemoveAsync(CancellationToken cancellationToken) => TryAsync(desk["Users.Removed"], () => remove.ExecuteAsync(Actor, Name, cancellationToken), cancellationToken);

    private async Task<IActionResult> TryAsync(string done, Func<Task> act, CancellationToken cancellationToken)
    {
        try
        {
            await act();
            return Done(done, "/admin/users");
        }
        catch (WaitsForConfirmationException waits)
        {
            return Done(waits.Sentence.ToCurrent(), "/admin/proposals");
        }
        catch (IdentityRefusedException refused)
        {
            ModelState.AddModelError("", refused.Sentence.ToCurrent());
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return await OnGetAsync(cancellationToken);
        }
    }

    // An empty field takes away what is on file, and is no change where nothing is.
    private static string? Given(string? text, string? stored) => string.IsNullOrWhiteSpace(text) ? string.IsNullOrEmpty(stored) ? null : "" : text.Trim();

    private async Task<UserSummary?> LoadAsync(CancellationToken cancellationToken)
    {
        KnownRoles = [.. (await roles.ExecuteAsync(Actor, cancellationToken)).Where(role => role.Name is not ("Anonymous" or "Authenticated"))];
        var found = IsNew ? null : (await list.ExecuteAsync(Actor, cancellationToken)).FirstOrDefault(user => string.Equals(user.UserName, Name, StringComparison.OrdinalIgnoreCase));
        IsAnonymous = found is { IsAnonymous: true };
        Traces = found is null or { IsAnonymous: true } || found.UserId == Actor.UserId ? null : await traces.ExecuteAsync(Actor, found.UserName, cancellationToken);
        InHandsOf = found is null ? null : await hands.DescribeAsync(found.UserId, cancellationToken);
        return found;
    }
}
