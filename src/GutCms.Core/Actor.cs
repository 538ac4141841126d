namespace GutCms.Core;

/// <summary>Who acts. Never null: what the program does by itself is done by <see cref="System"/>.</summary>
/// <param name="UserId">Stable id of the user or API client; empty for <see cref="System"/>.</param>
/// <param name="UserName">Name as printed in lists and in <c>Author</c>.</param>
/// <param name="IsSystem">True for set-up, command line and jobs; false for people and API clients.</param>
public sealed record Actor(string UserId, string UserName, bool IsSystem = false)
{
    /// <summary>The program itself: set-up, the command line, jobs.</summary>
    public static Actor System { get; } = new("", "system", IsSystem: true);
}
