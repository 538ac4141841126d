using GutCms.Core.Security;

namespace GutCms.Web.Pages.Admin;

/// <summary>Who may open a page of the admin. Every page has one; a page without it opens for nobody.</summary>
/// <param name="anyOf">Permissions of which the visitor holds at least one, for all content, own content or one type. None: whoever may enter the admin.</param>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class AdminPermissionAttribute(params string[] anyOf) : Attribute
{
    /// <summary>Whether the visitor may open the page. What is done there is for the use cases to allow.</summary>
    public bool Admits(Actor actor) => MayEnter(actor) && (anyOf.Length == 0 || anyOf.Any(permission => HoldsSomewhere(actor, permission)));

    /// <summary>Whether somebody may enter the admin at all.</summary>
    public static bool MayEnter(Actor actor) => actor.IsPerson && Authorization.Allows(actor, Permissions.AccessAdminPanel);

    /// <summary>Whether somebody holds a permission in any of its forms: for all content, for one type, or for own content.</summary>
    public static bool HoldsSomewhere(Actor actor, string permission) =>
        Authorization.Allows(actor, permission, contentType: null, owner: actor.UserId)
        || actor.Permissions.Any(held => PermissionFamilies.Parse(held)?.Type is { } type && Authorization.Allows(actor, permission, type, actor.UserId));
}
