using GutCms.Core.Reviews.Acting;
using GutCms.Core.Security;

namespace GutCms.Core.Editorial;

/// <summary>Says what somebody may see, for lists.</summary>
internal static class Sights
{
    /// <summary>What the actor may see of the drafts, now.</summary>
    public static async Task<EditorialSight> OfAsync(ReviewPorts ports, Actor actor, CancellationToken cancellationToken)
    {
        await using var work = await ports.Store.ReadAsync(cancellationToken);
        var types = (await work.GetDefinitionsAsync(cancellationToken)).Types.Select(type => type.Name).ToList();
        var all = types.Where(type => Authorization.MaySee(actor, type, null, published: false)).ToList();
        var own = actor.UserId.Length == 0 ? [] : types.Where(type => !all.Contains(type) && Authorization.MaySee(actor, type, actor.UserId, published: false)).ToList();
        return new(all, own, actor.UserId, Attempt.Now(ports))
        {
            LiveTypes = [.. types.Where(type => Authorization.MaySee(actor, type, null, published: true))],
            IsPartial = all.Count < types.Count,
        };
    }
}
