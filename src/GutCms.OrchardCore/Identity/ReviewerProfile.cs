namespace GutCms.OrchardCore.Identity;

/// <summary>What a user signs with, kept with the user under the name of this class.</summary>
public class ReviewerProfile
{
    /// <summary>Name as it stands under a signature; null or empty: the user cannot sign.</summary>
    public string? PrintedName { get; set; }

    /// <summary>What qualifies the user, for example <c>MD, gastroenterology</c>; null when none is on file.</summary>
    public string? Credential { get; set; }
}
