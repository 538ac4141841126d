using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Ports;
using GutCms.Core.Security;
using GutCms.Core.Texts;
using GutCms.Web.Features.People;
using GutCms.Web.Features.Proposals;
using GutCms.Web.Features.Proposals.Confirming;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Admin.Proposals;

/// <summary>Changes that weaken the review, as they wait for a second administrator, and what became of them.</summary>
[AdminPermission(Permissions.ManageUsers, Permissions.ManageRoles, Permissions.ManageReviewPolicies, Permissions.ManageRecipes)]
internal sealed class IndexModel(
    ProposalPorts ports, ConfirmProposal confirm, RejectProposal reject, OwnAccount account, IStringLocalizer<AdminText> words, IStringLocalizer<DeskText> desk) : AdminPage(words)
{
    /// <summary>All of them, newest first.</summary>
    public IReadOnlyList<Proposal> Proposals { get; private set; } = [];

    /// <summary>Two administrators stand behind whatever weakens the review.</summary>
    public bool HasFourEyes { get; private set; }

    /// <summary>The visitor may decide.</summary>
    public bool MayDecide => Granting.IsAdministrator(Actor);

    /// <summary>The visitor's account asks for a code as well.</summary>
    public bool AsksForCode { get; private set; }

    /// <summary>Now, UTC.</summary>
    public DateTime Now => ports.Now;

    /// <summary>Shows them.</summary>
    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        (var standing, Proposals) = await ports.LookAsync(cancellationToken);
        HasFourEyes = standing.HasFourEyesAdministration;
        AsksForCode = await account.UsesSecondFactorAsync(Actor.UserId, cancellationToken);
    }

    /// <summary>Confirms or rejects one.</summary>
    public async Task<IActionResult> OnPostAsync([FromForm] string? id, [FromForm] string? decision, [FromForm] string? password, [FromForm] string? code, CancellationToken cancellationToken)
    {
        var signature = new SignatureInput(password ?? "", string.IsNullOrWhiteSpace(code) ? null : code.Trim());
        var outcome = decision switch
        {
            "confirm" => await confirm.ExecuteAsync(Actor, id ?? "", signature, cancellationToken),
            "reject" => await reject.ExecuteAsync(Actor, id ?? "", signature, cancellationToken),
            _ => new Refusal(RefusalKind.Invalid, Sentence.Verbatim(desk["Proposals.NoDecision"])),
        };
        if (outcome.Succeeded)
        {
            return Done(desk[decision == "confirm" ? "Proposals.Confirmed" : "Proposals.Rejected"], "/admin/proposals");
        }

        await OnGetAsync(cancellationToken);
        return Refuse(outcome.Refusal);
    }
}
