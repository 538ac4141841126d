using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Web.Features.Users;
using GutCms.Web.Features.Proposals;

namespace GutCms.Web.Features.Audit;

/// <summary>Runs changes of users, clients and sessions, and puts on record those that the rules refuse, whichever door they came through.</summary>
internal sealed class RefusedChanges(IRefusalLog refusals, TimeProvider time)
{
    private const int LongestReason = 500;
    private const int LongestName = 256;

    /// <summary>Runs a change; what it throws goes on to the caller.</summary>
    /// <param name="actor">Who makes it.</param>
    /// <param name="action">One of <see cref="AuditActions"/>.</param>
    /// <param name="kind">What is changed: <c>userName</c>, <c>userId</c> or <c>clientId</c>.</param>
    /// <param name="name">Its name; null: it is not about one.</param>
    /// <param name="change">Does it.</param>
    public async Task<T> RunAsync<T>(Actor actor, string action, string kind, string? name, Func<Task<T>> change)
    {
        try
        {
            return await change();
        }
        catch (IdentityRefusedException refused) when (refused is not WaitsForConfirmationException && !ReviewKeeper.IsConfirming)
        {
            // What waits is on record as a proposal, and what a confirmation cannot carry out as a refused confirmation.
            await refusals.RecordAsync(new AuditDraft(time.GetUtcNow().UtcDateTime, actor, AuditActions.Refused(action))
            {
                Details = new JsonObject { [kind] = Printable(name, LongestName), ["reason"] = Printable(refused.Message, LongestReason) },
            });
            throw;
        }
    }

    /// <summary>As above, for a change that returns nothing.</summary>
    public Task RunAsync(Actor actor, string action, string kind, string? name, Func<Task> change) => RunAsync(actor, action, kind, name, async () =>
    {
        await change();
        return true;
    });

    /// <summary>A text from outside in the form in which the log takes it.</summary>
    internal static string? Printable(string? text, int longest) =>
        text is null ? null : new string([.. text.Take(longest).Where(letter => !char.IsControl(letter) && !char.IsSurrogate(letter))]);
}
