using System.CommandLine;

namespace GutCms.Web.Cli;

/// <summary><c>gutcms user …</c>: people who sign in.</summary>
internal static class UserCommand
{
    /// <summary>Creates the command with its verbs.</summary>
    public static Command Create(Site site) => new("user", "Add, list, disable, enable and remove users, reset passwords, vouch for accounts, and make people anonymous.")
    {
        UserAddCommand.Create(site),
        UserListCommand.Create(site),
        UserEnableCommand.Create(site, "disable", "Keep a user out. Sessions and tokens end with the next request.", enabled: false),
        UserEnableCommand.Create(site, "enable", "Let a user in again.", enabled: true),
        UserResetPasswordCommand.Create(site),
        UserVouchCommand.Create(site),
        UserForgetCommand.CreateForget(site),
        UserForgetCommand.CreateRemove(site),
    };

    /// <summary>The argument that names a user.</summary>
    public static Argument<string> Name() => new("name") { Description = "User name." };
}
