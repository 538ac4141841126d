using System.Collections.Immutable;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Reading;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Admin.Addresses;

/// <summary>Former addresses, from which readers are sent on: seen, released, added.</summary>
[AdminPermission(Permissions.ListContent)]
internal sealed class IndexModel(ListAddresses list, KeepAddress keep, ReleaseAddress release, IStringLocalizer<AdminText> words, IStringLocalizer<DeskText> desk) : AdminPage(words)
{
    /// <summary>By address.</summary>
    public ImmutableArray<Redirect> Redirects { get; private set; } = [];

    /// <summary>What was typed as the former address.</summary>
    public string? From { get; private set; }

    /// <summary>What was typed as the present one.</summary>
    public string? To { get; private set; }

    /// <summary>Shows them.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        var outcome = await list.ExecuteAsync(Actor, cancellationToken);
        Redirects = outcome.Succeeded ? outcome.Value.Redirects : [];
        return outcome.Succeeded ? Page() : Refuse(outcome.Refusal);
    }

    /// <summary>Sends readers on from another address.</summary>
    public async Task<IActionResult> OnPostAsync([FromForm] string? from, [FromForm] string? to, CancellationToken cancellationToken)
    {
        (From, To) = (from, to);
        var outcome = await keep.ExecuteAsync(Actor, new(from ?? "", to ?? ""), cancellationToken);
        return outcome.Succeeded ? Done(desk["Addresses.Kept", outcome.Value.Path], "/admin/addresses") : await RefuseAsync(outcome.Refusal, cancellationToken);
    }

    /// <summary>Lets one go.</summary>
    public async Task<IActionResult> OnPostReleaseAsync([FromForm] string? path, CancellationToken cancellationToken)
    {
        var outcome = await release.ExecuteAsync(Actor, path ?? "", cancellationToken);
        return outcome.Succeeded ? Done(desk["Addresses.Released", outcome.Value.Path], "/admin/addresses") : await RefuseAsync(outcome.Refusal, cancellationToken);
    }

    private async Task<IActionResult> RefuseAsync(Refusal refusal, CancellationToken cancellationToken)
    {
        // One that is gone is no fault of the address: the list says what there is.
        await OnGetAsync(cancellationToken);
        return Refuse(refusal.Kind == RefusalKind.NotFound ? new Refusal(RefusalKind.Conflict, refusal.Sentence) : refusal);
    }
}
