using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Ports;
using GutCms.Core.Security;

namespace GutCms.Core.Workloads;

/// <summary>Tells how much each person is asked about, for whoever is about to ask somebody. Reads only.</summary>
public sealed class GetLoads(ReviewPorts ports)
{
    /// <summary>What a person is asked by name.</summary>
    /// <param name="Open">Reviews.</param>
    /// <param name="Late">Those of them that are past their date.</param>
    public sealed record Load(int Open, int Late)
    {
        /// <summary>Nothing.</summary>
        public static Load None { get; } = new(0, 0);
    }

    /// <summary>People with their loads, whoever has least first, in the order in which they come.</summary>
    public static IReadOnlyList<(Reviewer Person, Load Load)> LeastFirst(IEnumerable<Reviewer> people, IReadOnlyDictionary<string, Load> loads) =>
        [.. people.Select(person => (Person: person, Load: loads.GetValueOrDefault(person.UserId) ?? Load.None)).OrderBy(person => person.Load.Open)];

    /// <summary>Reads; by user id, those who are asked about nothing are absent. Nobody for whoever assigns no reviews.</summary>
    public async Task<IReadOnlyDictionary<string, Load>> ExecuteAsync(Actor actor, CancellationToken cancellationToken)
    {
        var now = Attempt.Now(ports);
        await using var work = await ports.Store.ReadAsync(cancellationToken);
        var open = await OpenWork.FindAsync(work, actor, GetWorkload.Most, cancellationToken) ?? [];
        return open.SelectMany(review => review.Asked.Select(assignment => assignment.UserId).Distinct(StringComparer.Ordinal).Select(id => (Id: id, review.DueUtc)))
            .GroupBy(asked => asked.Id, StringComparer.Ordinal).ToDictionary(person => person.Key, person => new Load(person.Count(), person.Count(asked => asked.DueUtc <= now)), StringComparer.Ordinal);
    }
}
