using System.Collections.Immutable;
using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Reviews.Model;

namespace GutCms.Core.Reviews.Due;

/// <summary>What kept something that is due from being dealt with.</summary>
/// <param name="Id">The item, or the release.</param>
/// <param name="Fault">For the log of the host: a conflict with somebody else's change, a busy database, a fault of the program.</param>
public sealed record DueFailure(string Id, Exception Fault);

/// <summary>Deals with what is due, one after the other: what stands in the way of one holds up no other.</summary>
internal static class DueActs
{
    /// <summary>Does it.</summary>
    /// <param name="due">What is due.</param>
    /// <param name="id">What names it.</param>
    /// <param name="execute">Does one.</param>
    /// <param name="cancel">Takes one that was refused off the plan for good. False: it was not on the plan any more.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<(int Done, int Refused, ImmutableArray<DueFailure> Failures)> RunAsync<T, TResult>(
        IReadOnlyList<T> due, Func<T, string> id, Func<T, Task<Outcome<TResult>>> execute, Func<T, Refusal, Task<bool>> cancel, CancellationToken cancellationToken)
        where TResult : class
    {
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

    /// <summary>Why it was refused, for the log and for those who are told.</summary>
    public static JsonObject Describe(Refusal refusal) => new()
    {
        ["reason"] = refusal.Sentence.ToString(),
        ["unmetRules"] = new JsonArray([.. refusal.UnmetRules.Select(rule => (JsonNode)rule.Rule)]),
    };
}
