using System.Collections.Frozen;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Ports;
using GutCms.Core.Reviews.Standing;
using GutCms.Core.Security;

namespace GutCms.Core.Tests.Reviews;

/// <summary>Who decides on a change that waits for a second administrator.</summary>
public sealed class DecidingOnProposalsTests
{
    private static readonly Actor Administrator = new("second", "second") { HasOwnSession = true, Permissions = Granting.OfAdministrators };

    [Theory]
    [InlineData("first", true)]
    [InlineData("first", false)]
    [InlineData("second", false)]
    public async Task Lets_another_administrator_decide_and_whoever_proposed_it_take_it_back(string proposer, bool confirms) =>
        Assert.Null(await RefuseAsync(Administrator, (proposer, true), confirms));

    [Fact]
    public async Task Refuses_everybody_else_everything_else()
    {
        var lesser = Administrator with { Permissions = Granting.OfAdministrators.Except([Permissions.ManageRoles]).ToFrozenSet() };

        Assert.Equal(RefusalKind.Forbidden, (await RefuseAsync(lesser, ("first", true)))?.Kind);
        Assert.Equal(RefusalKind.Forbidden, (await RefuseAsync(Administrator with { HasOwnSession = false }, ("first", true)))?.Kind);
        Assert.Equal(RefusalKind.Forbidden, (await RefuseAsync(Actor.System, ("first", true)))?.Kind);
        Assert.Equal(RefusalKind.Forbidden, (await RefuseAsync(Administrator with { IsClient = true }, ("first", true)))?.Kind);
        Assert.Equal(RefusalKind.NotFound, (await RefuseAsync(Administrator, null))?.Kind);
        Assert.Equal("Proposal.Closed", (await RefuseAsync(Administrator, ("first", false)))?.Sentence.Name);
        Assert.Equal("Proposal.Own", (await RefuseAsync(Administrator, ("second", true)))?.Sentence.Name);
        Assert.Equal("Proposal.WrongSignature", (await RefuseAsync(Administrator, ("first", true), signature: SignatureCheck.Wrong))?.Sentence.Name);
    }

    [Fact]
    public async Task Asks_for_no_signature_of_those_who_may_not_decide_anyway()
    {
        var asked = false;

        await ProposalRules.RefuseAsync(Administrator, ("second", true), confirms: true, () =>
        {
            asked = true;
            return Task.FromResult(SignatureCheck.Valid);
        });

        Assert.False(asked);
    }

    private static Task<Refusal?> RefuseAsync(Actor actor, (string, bool)? proposal, bool confirms = true, SignatureCheck signature = SignatureCheck.Valid) =>
        ProposalRules.RefuseAsync(actor, proposal, confirms, () => Task.FromResult(signature));
}
