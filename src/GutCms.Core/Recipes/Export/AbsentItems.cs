using GutCms.Core.Content.Checking;
using GutCms.Core.Content.Items;
using GutCms.Core.Storage;

namespace GutCms.Core.Recipes.Export;

/// <summary>Finds the items that exported ones point to and that no import can find: deleted ones, and drafts that the export leaves out.</summary>
/// <param name="work">The site.</param>
/// <param name="withDrafts">Drafts are exported.</param>
internal sealed class AbsentItems(IUnitOfWork work, bool withDrafts)
{
    private const int AtOnce = 500;

    private readonly SortedSet<string> _found = new(StringComparer.Ordinal);
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    /// <summary>Their ids, ordered.</summary>
    public IReadOnlyCollection<string> Found => _found;

    /// <summary>Looks at what an exported item points to.</summary>
    public async Task AddAsync(ContentItem item, CancellationToken cancellationToken)
    {
        var definitions = await work.GetDefinitionsAsync(cancellationToken);
        _asked.UnionWith(PickedItem.In(item, definitions).Select(picked => picked.TargetId));
        if (_asked.Count >= AtOnce)
        {
            await CompleteAsync(cancellationToken);
        }
    }

    /// <summary>Answers what is still open.</summary>
    public async Task CompleteAsync(CancellationToken cancellationToken)
    {
        var heads = _asked.Count == 0 ? null : await work.FindHeadsAsync([.. _asked], cancellationToken);
        _found.UnionWith(_asked.Where(id => heads!.GetValueOrDefault(id) is not { } head || (!withDrafts && head.LiveVersionId is null)));
        _asked.Clear();
    }
}
