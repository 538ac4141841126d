using System.Collections.Immutable;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Reading;
using GutCms.Core.Security;
using GutCms.Core.Texts;

namespace GutCms.Core.Reviews.UseCases;

/// <summary>Lists the former addresses from which readers are sent on.</summary>
public sealed class ListAddresses(ReviewPorts ports)
{
    /// <summary>What there is.</summary>
    /// <param name="Redirects">By address.</param>
    public sealed record Result(ImmutableArray<Redirect> Redirects);

    /// <summary>Lists them.</summary>
    /// <param name="actor">Somebody who may list content.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<Outcome<Result>> ExecuteAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (!Authorization.Allows(actor, Permissions.ListContent))
        {
            return Refusal.Forbidden(Sentence.Of("Refused.Addresses"), Permissions.ListContent);
        }

        await using var work = await ports.Store.ReadAsync(cancellationToken);
        return new Result(await Redirects.ListAsync(work, cancellationToken));
    }
}
