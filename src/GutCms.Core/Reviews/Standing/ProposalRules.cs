using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Ports;
using GutCms.Core.Security;
using GutCms.Core.Texts;

namespace GutCms.Core.Reviews.Standing;

/// <summary>Who may decide on a change that waits for a second administrator, said once for both hosts.</summary>
public static class ProposalRules
{
    /// <summary>Whoever proposed it cannot make the change any more, so nobody can confirm it.</summary>
    public static Refusal NoProposer => new(RefusalKind.Conflict, Sentence.Of("Proposal.NoProposer"));

    /// <summary>It would do something else by now than what was shown.</summary>
    public static Refusal Changed => new(RefusalKind.Stale, Sentence.Of("Proposal.Changed"));

    /// <summary>Somebody else was faster.</summary>
    public static Refusal DecidedMeanwhile => new(RefusalKind.Conflict, Sentence.Of("Proposal.DecidedMeanwhile"));

    /// <summary>Why somebody may not decide; null when they may. Administrators do, in a session of their own and with their signature; whoever proposed it takes it back, but does not confirm it.</summary>
    /// <param name="actor">Who decides.</param>
    /// <param name="proposal">Who proposed it, and whether it can still be decided on; null: there is no such proposal.</param>
    /// <param name="confirms">Confirms; otherwise rejects or takes back.</param>
    /// <param name="isSigned">Checks the signature; asked last.</param>
    public static async Task<Refusal?> RefuseAsync(Actor actor, (string ProposedById, bool IsOpen)? proposal, bool confirms, Func<Task<SignatureCheck>> isSigned)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(isSigned);
        return !actor.IsPerson || !actor.HasOwnSession || !Granting.IsAdministrator(actor) ? new(RefusalKind.Forbidden, Sentence.Of("Proposal.MayNot"))
            : proposal is not { } found ? new(RefusalKind.NotFound, Sentence.Of("Proposal.None"))
            : !found.IsOpen ? new(RefusalKind.Conflict, Sentence.Of("Proposal.Closed"))
            : confirms && found.ProposedById == actor.UserId ? new(RefusalKind.Conflict, Sentence.Of("Proposal.Own"))
            : await isSigned() == SignatureCheck.Valid ? null
            : new Refusal(RefusalKind.Conflict, Sentence.Of("Proposal.WrongSignature"));
    }
}
