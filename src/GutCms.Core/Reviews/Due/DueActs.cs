using System.Collections.Immutable;
using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Core.Storage;

namespace GutCms.Core.Reviews.Due;

/// <summary>What kept something that is due from being dealt with.</summary>
/// <param name="Id">The item, or the release.</param>
/// <param name="Fault">For the log of the host: a conflict with somebody else's change, a busy database, a fault of the program.</param>
public sealed record DueFailure(string Id, Exception Fault);

/// <summary>Deals with what is due, one after the other: what stands in the way of one holds up no other.</summary>
internal static class DueActs
{
    /// <summary>Does it.</summary>
    /// <param name="ports">What it works on.</param>
    /// <param name="list">Lists what is due at an instant.</param>
    /// <param name="id">What names it.</param>
    /// <param name="execute">Does one.</param>
    /// <param name="cancel">Takes one that was refused off the plan for good. False: it was not on the plan any more.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<(int Done, int Refused, ImmutableArray<DueFailure> Failures)> RunAsync<T, TResult>(
        ReviewPorts ports,
        Func<IUnitOfWork, DateTime, Task<IReadOnlyList<T>>> list,
        Func<T, string> id,
        Func<T, Task<Outcome<TResult>>> execute,
        Func<T, Refusal, Task<bool>> cancel,
        CancellationToken cancellationToken)
        where TResult : class
    {
        IReadOnlyList<T> due;
        await using (var work = await ports.Store.ReadAsync(cancellationToken))
        {
            due = await list(work, Attempt.Now(ports));
        }

        var (done, refused) = (0, 0);
        var failures = ImmutableArray.CreateBuilder<DueFailure>();
        foreach (var planned in due)
        {
            using var act = AuditAct.Begin();
            try
            {
                var outcome = await execute(planned);
                if (outcome.Succeeded)
                {
                    done++;
                }
                else if (await cancel(planned, outcome.Refusal))
                {
                    refused++;
                }
            }
            catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
            {
                failures.Add(new(id(planned), fault));
            }
        }

        return (done, refused, failures.ToImmutable());
    }

    /// <summary>Takes one that was refused off the plan, in one transaction with what is recorded of it.</summary>
    /// <param name="ports">What it works on.</param>
    /// <param name="actor">Who.</param>
    /// <param name="action">What is attempted, for the log.</param>
    /// <param name="contentItemId">The item; null: none alone.</param>
    /// <param name="takeOff">Does and records it. False: it is not on the plan any more; another node has dealt with it, or somebody set another instant, so there was nothing to attempt.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>What <paramref name="takeOff"/> said.</returns>
    public static async Task<bool> TakeOffAsync(
        ReviewPorts ports, Actor actor, string action, string? contentItemId, Func<Attempt, Task<bool>> takeOff, CancellationToken cancellationToken)
    {
        var taken = false;
        await Attempt.RunAsync<object>(ports, actor, action, contentItemId, async attempt =>
        {
            taken = await takeOff(attempt);
            return new object();
        }, cancellationToken, records: false);
        return taken;
    }

    /// <summary>Why it was refused, for the log and for those who are told.</summary>
    public static JsonObject Describe(Refusal refusal) => new()
    {
        ["reason"] = refusal.Sentence.ToString(),
        ["unmetRules"] = new JsonArray([.. refusal.UnmetRules.Select(rule => (JsonNode)rule.Rule)]),
    };
}
