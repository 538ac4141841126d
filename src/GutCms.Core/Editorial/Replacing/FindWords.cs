using GutCms.Core.Content.Items;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Core.Texts;

namespace GutCms.Core.Editorial.Replacing;

/// <summary>Finds words in the latest texts that the actor may edit. Reads only.</summary>
public sealed class FindWords(ReviewPorts ports, ListEditorialContent list, GetContent read)
{
    /// <summary>Most texts that are looked through at once.</summary>
    public const int Most = 100;

    /// <summary>A text in which the words stand.</summary>
    /// <param name="Row">The text.</param>
    /// <param name="Places">Where they stand, in reading order.</param>
    public sealed record Found(EditorialRow Row, IReadOnlyList<TextPlace> Places);

    /// <summary>What was found.</summary>
    /// <param name="Texts">The texts, what was written last first.</param>
    /// <param name="HasMore">More texts hold the single words than are looked through at once.</param>
    public sealed record Result(IReadOnlyList<Found> Texts, bool HasMore);

    /// <summary>Reads.</summary>
    public async Task<Outcome<Result>> ExecuteAsync(Actor actor, WordSearch search, CancellationToken cancellationToken)
    {
        if (!search.IsValid)
        {
            return new Refusal(RefusalKind.Invalid, Sentence.Of("Refused.Words"));
        }

        var rows = await list.ExecuteAsync(actor, new(new EditorialFilter(Search: search.Words), First: Most), cancellationToken);
        if (!rows.Succeeded)
        {
            return rows.Refusal;
        }

        await using var work = await ports.Store.ReadAsync(cancellationToken);
        var definitions = await work.GetDefinitionsAsync(cancellationToken);
        List<Found> found = [];
        foreach (var row in rows.Value.Page.Rows.Where(row => Authorization.Allows(actor, Permissions.EditContent, row.ContentType, row.Owner)))
        {
            var item = await read.ExecuteAsync(actor, new(row.ContentItemId, VersionSelector.Latest), cancellationToken);
            if (item.Succeeded && WrittenTexts.Find(ContentItemJson.Write(item.Value.Item), definitions, search).ToList() is { Count: > 0 } places)
            {
                found.Add(new(row, places));
            }
        }

        return new Result(found, rows.Value.Page.Next is not null);
    }
}
