using GutCms.Core.Security;

namespace GutCms.Web.Features.GraphQL.Reading;

/// <summary>Which versions that are not live somebody may see.</summary>
internal enum DraftRight
{
    /// <summary>None.</summary>
    None,

    /// <summary>Their own.</summary>
    Own,

    /// <summary>All.</summary>
    All,
}

/// <summary>Asks the one rule of who may see drafts.</summary>
internal static class DraftRights
{
    /// <summary>The right of an actor on items of a type.</summary>
    public static DraftRight Of(Actor actor, string type) =>
        Authorization.MaySee(actor, type, null, published: false) ? DraftRight.All
        : actor.UserId.Length > 0 && Authorization.MaySee(actor, type, actor.UserId, published: false) ? DraftRight.Own
        : DraftRight.None;
}
