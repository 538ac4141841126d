using GutCms.Api.People;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Web.Features.Proposals;
using GutCms.Web.Features.Users;
using GutCms.Web.Storage.Model;
using GutCms.Web.Texts;
using Microsoft.AspNetCore.Identity;

namespace GutCms.Web.Features.People;

/// <summary>The accounts of this site as the API asks for them: what the use cases of people do, with their refusals as outcomes.</summary>
internal sealed class SitePeople(IContentStore store, UserManagers managers, FindPersonTraces traces, ForgetPerson forget, RemoveAccount remove) : IPeople
{
    /// <inheritdoc/>
    public Task<Outcome<PersonAccount>> FindAsync(Actor actor, string userName, CancellationToken cancellationToken) =>
        TryAsync<PersonAccount>(async () => await ReadAsync(actor, users => Rights.FindAsync(users, userName), cancellationToken));

    /// <inheritdoc/>
    public Task<Outcome<PersonAccount>> GetAsync(Actor actor, string id, CancellationToken cancellationToken) =>
        TryAsync<PersonAccount>(async () => await ReadAsync(actor, id, cancellationToken));

    /// <inheritdoc/>
    public Task<Outcome<Leaving>> ForgetAsync(Actor actor, string id, CancellationToken cancellationToken) => LeaveAsync(
        async () =>
        {
            await forget.ExecuteAsync(actor, await ReadAsync(actor, id, cancellationToken), cancellationToken);
            return new Leaving(await ReadAsync(actor, id, cancellationToken), ProposalId: null);
        });

    /// <inheritdoc/>
    public Task<Outcome<Leaving>> RemoveAsync(Actor actor, string id, CancellationToken cancellationToken) => LeaveAsync(
        async () =>
        {
            await remove.ExecuteAsync(actor, await ReadAsync(actor, id, cancellationToken), cancellationToken);
            return new Leaving(Account: null, ProposalId: null);
        });

    private static Task<Outcome<Leaving>> LeaveAsync(Func<Task<Leaving>> leave) => TryAsync<Leaving>(async () =>
    {
        try
        {
            return await leave();
        }
        catch (WaitsForConfirmationException waits)
        {
            return new Leaving(Account: null, waits.Proposal.Id);
        }
    });

    private static async Task<Outcome<T>> TryAsync<T>(Func<Task<T>> act)
        where T : class
    {
        try
        {
            return await act();
        }
        catch (NotPermittedException refused)
        {
            return Refusal.Forbidden(refused.Sentence, Permissions.ManageUsers);
        }
        catch (NoSuchUserException refused)
        {
            return new Refusal(RefusalKind.NotFound, refused.Sentence);
        }
        catch (IdentityRefusedException refused)
        {
            return new Refusal(RefusalKind.Conflict, refused.Sentence);
        }
    }

    private Task<PersonAccount> ReadAsync(Actor actor, string id, CancellationToken cancellationToken) => ReadAsync(actor, users => Rights.FindByIdAsync(users, id), cancellationToken);

    private async Task<PersonAccount> ReadAsync(Actor actor, Func<UserManager<GutCmsUser>, Task<GutCmsUser>> find, CancellationToken cancellationToken)
    {
        Rights.Require(actor, Permissions.ManageUsers, SiteSentence.Of("May.SeeUsers"));
        await using var work = await store.ReadAsync(cancellationToken);
        using var users = managers.In(work);
        var user = await find(users);
        var known = await traces.OfAsync(work, user.Id, cancellationToken);
        var isNamed = user.AnonymousSinceUtc is null || user.UserName != AnonymousNames.Of(user.Id);
        return new(user.Id, user.UserName!, user.IsEnabled, user.AnonymousSinceUtc is not null, known.HasActed, isNamed ? known.NamedUntilUtc : null);
    }
}
