using System.Collections.Concurrent;

namespace GutCms.Core.Security;

/// <summary>The one place that says who may do what. Fails closed: what is not known is not allowed.</summary>
public static class Authorization
{
    // Permissions and types are few; the bound is for callers who ask about types that do not exist.
    private const int MostKnown = 4096;

    private static readonly ConcurrentDictionary<(string Permission, string? ContentType), Givers> Known = new();

    /// <summary>Whether an actor holds a permission, directly or implied.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="permission">One of <see cref="Permissions"/>, or one per type. An own form asks: at least on own content.</param>
    /// <param name="contentType">Type of the content; null: for all types, or a permission that has no type.</param>
    /// <param name="owner">User id of the content's owner; null or empty: nobody's, so rights on own content do not count.</param>
    public static bool Allows(Actor actor, string permission, string? contentType = null, string? owner = null)
    {
        if (actor.Permissions.Count == 0)
        {
            return false;
        }

        var givers = GiversOf(permission, contentType);
        return givers.Any.Overlaps(actor.Permissions)
            || (IsOwner(actor, owner) && givers.OnOwn.Overlaps(actor.Permissions));
    }

    /// <summary>Whether the actor may read a version.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="contentType">Type of the content.</param>
    /// <param name="owner">User id of its owner.</param>
    /// <param name="published">The version is live.</param>
    public static bool MaySee(Actor actor, string contentType, string? owner, bool published) =>
        Allows(actor, Permissions.PreviewContent, contentType, owner)
        || Allows(actor, Permissions.AssignReview, contentType, owner)
        || (published && Allows(actor, Permissions.ViewContent, contentType, owner));

    private static Givers GiversOf(string permission, string? contentType) =>
        Known.TryGetValue((permission, contentType), out var found) || Known.Count >= MostKnown
            ? found ?? Givers.Of(permission, contentType)
            : Known.GetOrAdd((permission, contentType), static key => Givers.Of(key.Permission, key.ContentType));

    private static bool IsOwner(Actor actor, string? owner) => !string.IsNullOrEmpty(owner) && actor.UserId == owner;

    private sealed record Givers(HashSet<string> Any, HashSet<string> OnOwn)
    {
        public static Givers Of(string permission, string? contentType)
        {
            var any = new HashSet<string>(StringComparer.Ordinal);
            var onOwn = new HashSet<string>(StringComparer.Ordinal);
            if (PermissionFamilies.Parse(permission) is not { } asked)
            {
                if (Permissions.IsKnown(permission))
                {
                    any.UnionWith(SiteNames(permission));
                }

                return new(any, onOwn);
            }

            var type = asked.Type ?? contentType;
            if (asked.Type is not null && contentType is not null && asked.Type != contentType)
            {
                return new(any, onOwn);
            }

            foreach (var family in PermissionFamilies.ThatGive(asked.Family))
            {
                any.UnionWith(Names(family, own: false, type));
                onOwn.UnionWith(Names(family, own: true, type));
            }

            if (asked.Family.Global != Permissions.ApproveContent)
            {
                any.Add(Permissions.SiteOwner);
            }

            if (asked.Own)
            {
                any.UnionWith(onOwn);
            }

            return new(any, onOwn);
        }

        private static IEnumerable<string> SiteNames(string permission)
        {
            yield return permission;
            yield return Permissions.SiteOwner;
            if (permission.StartsWith(Permissions.AssignRoleToUsers + "_", StringComparison.Ordinal))
            {
                yield return Permissions.AssignRoleToUsers;
            }

            if (permission == Permissions.ViewContentTypes)
            {
                yield return Permissions.EditContentTypes;
            }
        }

        private static IEnumerable<string> Names(PermissionFamily family, bool own, string? type)
        {
            if (!own)
            {
                yield return family.Global;
            }
            else if (family.GlobalOwn is not null)
            {
                yield return family.GlobalOwn;
            }

            if (type is not null && (!own || family.PrefixOwn is not null))
            {
                yield return family.PerType(own, type);
            }
        }
    }
}
