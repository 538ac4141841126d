using System.Collections.Immutable;
using System.Text.Json.Nodes;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Core.Texts;

namespace GutCms.Core.Editorial;

/// <summary>A filter that somebody gave a name.</summary>
/// <param name="Name">1 to 60 characters.</param>
/// <param name="Query">The address's query without the question mark, at most 1000 characters.</param>
public sealed record SavedFilter(string Name, string Query);

/// <summary>A person's own saved filters: kept with the site, so that they are there in every browser.</summary>
public sealed class SavedFilters(ReviewPorts ports)
{
    /// <summary>Kind of the site documents, named by the id of the person.</summary>
    public const string DocumentKind = "saved-filters";

    private const int Most = 30;
    private const int LongestName = 60;
    private const int LongestQuery = 1000;

    /// <summary>The actor's filters by name.</summary>
    public async Task<ImmutableArray<SavedFilter>> ListAsync(Actor actor, CancellationToken cancellationToken)
    {
        await using var work = await ports.Store.ReadAsync(cancellationToken);
        return Read(await work.GetDocumentAsync(DocumentKind, actor.UserId, cancellationToken));
    }

    /// <summary>Keeps a filter; one of the same name is replaced.</summary>
    public async Task<Outcome<SavedFilter>> SaveAsync(Actor actor, SavedFilter filter, CancellationToken cancellationToken)
    {
        if (!actor.IsPerson || filter.Name.Length is 0 or > LongestName || filter.Query.Length > LongestQuery)
        {
            return new Refusal(RefusalKind.Invalid, Sentence.Of("Refused.FilterName"));
        }

        await using var work = await ports.Store.BeginAsync(cancellationToken);
        var others = Read(await work.GetDocumentAsync(DocumentKind, actor.UserId, cancellationToken)).RemoveAll(known => known.Name == filter.Name);
        if (others.Length >= Most)
        {
            return new Refusal(RefusalKind.Conflict, Sentence.Of("Refused.TooManyFilters"));
        }

        await WriteAsync(work, actor, others.Add(filter), cancellationToken);
        return filter;
    }

    /// <summary>Forgets a filter; one that is not there is forgotten already.</summary>
    public async Task RemoveAsync(Actor actor, string name, CancellationToken cancellationToken)
    {
        await using var work = await ports.Store.BeginAsync(cancellationToken);
        var known = Read(await work.GetDocumentAsync(DocumentKind, actor.UserId, cancellationToken));
        await WriteAsync(work, actor, known.RemoveAll(filter => filter.Name == name), cancellationToken);
    }

    private static async Task WriteAsync(IUnitOfWork work, Actor actor, ImmutableArray<SavedFilter> filters, CancellationToken cancellationToken)
    {
        var entries = filters.OrderBy(filter => filter.Name, StringComparer.Ordinal).Select(JsonNode? (filter) => new JsonObject { ["name"] = filter.Name, ["query"] = filter.Query });
        await work.SaveDocumentAsync(DocumentKind, actor.UserId, new JsonObject { ["filters"] = new JsonArray([.. entries]) }, cancellationToken);
        await work.CommitAsync(cancellationToken);
    }

    private static ImmutableArray<SavedFilter> Read(JsonObject? document) =>
        [.. (document?["filters"] as JsonArray ?? []).OfType<JsonObject>().Select(entry => new SavedFilter((string?)entry["name"] ?? "", (string?)entry["query"] ?? ""))];
}
