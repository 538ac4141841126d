using GutCms.Core.Paging;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Transitions;
using GutCms.Core.Security;
using GutCms.Core.Texts;

namespace GutCms.Core.Reviews.UseCases;

/// <summary>Lists the versions of an item for whoever may read its drafts. Reads only.</summary>
public sealed class ListVersions(ReviewPorts ports)
{
    /// <summary>A page of the versions.</summary>
    /// <param name="ContentItemId">The item.</param>
    /// <param name="NewestFirst">In the order of their numbers from the last one down; otherwise from the first one up.</param>
    /// <param name="After">Cursor of an earlier page; null: from the start.</param>
    /// <param name="First">Page size, 1 to 100.</param>
    public sealed record Request(string ContentItemId, bool NewestFirst = false, string? After = null, int First = 100) : ListQuery(After, First);

    /// <summary>The versions.</summary>
    /// <param name="ContentItemId">The item.</param>
    /// <param name="Tag">Tag of the item as a whole.</param>
    /// <param name="Total">Number of versions over all pages.</param>
    /// <param name="Versions">Those of this page.</param>
    /// <param name="Previous">The last one of the page before; null on the first page.</param>
    /// <param name="Next">Cursor that continues after the last one; null: there is no more.</param>
    public sealed record Result(string ContentItemId, string Tag, int Total, IReadOnlyList<VersionSummary> Versions, VersionSummary? Previous, string? Next);

    /// <summary>Reads a page.</summary>
    /// <exception cref="BadCursorException">The cursor is not one of this list's.</exception>
    public async Task<Outcome<Result>> ExecuteAsync(Actor actor, Request request, CancellationToken cancellationToken)
    {
        if (request.First is < 1 or > 100)
        {
            return new Refusal(RefusalKind.Invalid, Sentence.Of("Refused.Page"));
        }

        return await ReadAsync(actor, request, cancellationToken).OnRecordAsync(ports, actor);
    }

    /// <summary>Reads some versions by their ids, from the first one up; those that the item does not have are left out.</summary>
    public Task<Outcome<Result>> FindAsync(Actor actor, string contentItemId, IReadOnlyCollection<string> versionIds, CancellationToken cancellationToken) =>
        ReadAsync(actor, contentItemId, versionIds, cancellationToken).OnRecordAsync(ports, actor);

    private async Task<Outcome<Result>> ReadAsync(Actor actor, string contentItemId, IReadOnlyCollection<string> versionIds, CancellationToken cancellationToken)
    {
        var facts = await LoadAsync(contentItemId, cancellationToken);
        return facts is null || !Sees.Draft(facts, actor)
            ? TriggerCheck.Hidden(facts)
            : new Result(contentItemId, facts.Tag, facts.Versions.Count, [.. facts.Versions.Where(version => versionIds.Contains(version.VersionId))], null, null);
    }

    private async Task<Outcome<Result>> ReadAsync(Actor actor, Request request, CancellationToken cancellationToken)
    {
        var asked = request.Asked();
        var start = asked.FindStart()?.Number(0);
        var facts = await LoadAsync(request.ContentItemId, cancellationToken);
        if (facts is null || !Sees.Draft(facts, actor))
        {
            return TriggerCheck.Hidden(facts);
        }

        var ordered = request.NewestFirst ? facts.Versions.Reverse() : facts.Versions;
        var rest = ordered.Where(version => start is not { } number || (request.NewestFirst ? version.Number < number : version.Number > number)).ToList();
        var page = rest.Take(request.First).ToList();
        return new Result(
            request.ContentItemId, facts.Tag, facts.Versions.Count, page, facts.Versions.FirstOrDefault(version => version.Number == start), rest.Count > page.Count ? asked.CursorAt(page[^1].Number) : null);
    }

    private async Task<ReviewFacts?> LoadAsync(string contentItemId, CancellationToken cancellationToken)
    {
        await using var work = await ports.Store.ReadAsync(cancellationToken);
        return await ReviewFactsLoader.LoadAsync(work, ports.Reviewers, Attempt.Now(ports), contentItemId, cancellationToken);
    }
}
