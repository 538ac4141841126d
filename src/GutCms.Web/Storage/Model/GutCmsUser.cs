using Microsoft.AspNetCore.Identity;

namespace GutCms.Web.Storage.Model;

/// <summary>A person who signs in.</summary>
public sealed class GutCmsUser : IdentityUser
{
    /// <summary>Name as printed under a signature, for example <c>Dr. Ada Example</c>; at most 255 characters. Null: the user name is printed.</summary>
    public string? PrintedName { get; set; }

    /// <summary>Professional credential as printed under a signature, for example <c>MD, gastroenterology</c>; at most 255 characters.</summary>
    public string? Credential { get; set; }

    /// <summary>False: the account exists, for the record, and cannot sign in.</summary>
    public bool IsEnabled { get; set; } = true;

    /// <summary>Since when the account is nobody's any more, UTC: nothing but what the record needs is left of it, and nothing of it is changed again. Null: it is somebody's.</summary>
    public DateTime? AnonymousSinceUtc { get; set; }
}

/// <summary>A role of a user. Roles themselves are documents of kind <c>role</c>.</summary>
public sealed class GutCmsUserRole
{
    /// <summary>Id of the user.</summary>
    public required string UserId { get; init; }

    /// <summary>Name of the role, as in its document.</summary>
    public required string RoleName { get; init; }
}
