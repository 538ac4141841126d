using GutCms.Core.Reviews.Acting;
using GutCms.Core.Security;

namespace GutCms.Core.Editorial;

/// <summary>Lists what was deleted and can be brought back, as far as the actor could delete it. Reads only.</summary>
public sealed class ListTrash(ReviewPorts ports, ITrash trash)
{
    /// <summary>Most items that are listed.</summary>
    public const int Most = 200;

    /// <summary>Reads.</summary>
    public async Task<IReadOnlyList<TrashedItem>> ExecuteAsync(Actor actor, CancellationToken cancellationToken)
    {
        await using var work = await ports.Store.ReadAsync(cancellationToken);
        var types = (await work.GetDefinitionsAsync(cancellationToken)).Types.Select(type => type.Name).ToList();
        var all = types.Where(type => Authorization.Allows(actor, Permissions.DeleteContent, type)).ToList();
        var own = actor.UserId.Length == 0 ? [] : types.Where(type => !all.Contains(type) && Authorization.Allows(actor, Permissions.DeleteContent, type, actor.UserId)).ToList();
        return all.Count + own.Count == 0 ? [] : await trash.ListAsync(all, own, actor.UserId, Most, cancellationToken);
    }
}
