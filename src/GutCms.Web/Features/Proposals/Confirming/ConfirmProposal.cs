using System.Text.Json;
using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Ports;
using GutCms.Core.Reviews.Standing;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Security;
using GutCms.Web.Features.Users;
using GutCms.Web.Features.People;
using GutCms.Web.Features.Recipes;
using GutCms.Web.Features.Roles;
using GutCms.Web.Storage.Databases;

namespace GutCms.Web.Features.Proposals.Confirming;

/// <summary>
/// Confirms a proposal and carries it out: another administrator than whoever proposed it, with the own password. It is checked anew with the rights that both have now, and is
/// refused when it would weaken the review in another way than what was shown.
/// </summary>
internal sealed class ConfirmProposal(
    ProposalPorts ports, ProposeChange proposals, AddUser add, ChangeUser change, RemoveSecondFactor factor, SaveReviewPolicy policies, RunUploadedRecipe recipes, ChangeRole roles, DeleteRole deletion,
    ForgetPerson forget, RemoveAccount removal, Database database)
{
    /// <summary>Does it.</summary>
    public async Task<Outcome<Proposal>> ExecuteAsync(Actor actor, string id, SignatureInput signature, CancellationToken cancellationToken)
    {
        var found = await ports.FindAsync(id, cancellationToken);
        if (await ports.RefuseAsync(actor, found, signature, confirms: true, cancellationToken) is { } refusal)
        {
            return await ports.RefusedAsync(actor, AuditActions.ProposalConfirm, id, refusal);
        }

        await using var context = database.CreateContext();
        if (await Accounts.FindAsync(context, found!.ProposedById, cancellationToken) is not { } proposer)
        {
            return await ports.RefusedAsync(actor, AuditActions.ProposalConfirm, id, ProposalRules.NoProposer);
        }

        var confirmation = new Confirmation(found, actor);
        try
        {
            await ReviewKeeper.RunConfirmedAsync(confirmation, () => CarryOutAsync(proposer.ToActor(), found, proposals.Open(found), cancellationToken));
        }
        catch (IdentityRefusedException refused)
        {
            return await ports.RefusedAsync(actor, AuditActions.ProposalConfirm, id, new(RefusalKind.Conflict, refused.Sentence));
        }
        catch (StaleProposalException)
        {
            // Said below.
        }

        return confirmation.Used
            ? found
            : await ports.RefusedAsync(actor, AuditActions.ProposalConfirm, id, ProposalRules.Changed);
    }

    private async Task CarryOutAsync(Actor proposer, Proposal proposal, JsonObject payload, CancellationToken cancellationToken)
    {
        switch (proposal.Kind)
        {
            case ProposalKind.Policy:
                await policies.ExecuteAsync(proposer, new(payload["policy"]!.AsObject(), (string?)payload["basedOn"]), cancellationToken);
                break;
            case ProposalKind.NewUser:
                await add.ExecuteAsync(proposer, payload.Deserialize<UserData>()!, cancellationToken);
                break;
            case ProposalKind.User:
                await change.ExecuteAsync(proposer, payload.Deserialize<UserData>()!, cancellationToken);
                break;
            case ProposalKind.SecondFactor:
                await factor.ExecuteAsync(proposer, proposal.Subject, cancellationToken);
                break;
            case ProposalKind.Role:
                await roles.CarryOutAsync(proposer, payload.Deserialize<ChangeRole.Request>()!, cancellationToken);
                break;
            case ProposalKind.RoleDeletion:
                await deletion.CarryOutAsync(proposer, payload.Deserialize<DeleteRole.Request>()!, cancellationToken);
                break;
            case ProposalKind.Forgetting:
                await forget.ExecuteAsync(proposer, proposal.Subject, cancellationToken);
                break;
            case ProposalKind.AccountRemoval:
                await removal.ExecuteAsync(proposer, proposal.Subject, cancellationToken);
                break;
            default:
                await recipes.ExecuteAsync(proposer, proposal.Subject, Convert.FromBase64String((string)payload["recipe"]!), RecipeRunMode.Run, progress: null, cancellationToken);
                break;
        }
    }
}
