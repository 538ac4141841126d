using System.CommandLine;
using GutCms.Core.Security;
using GutCms.Web.Cli.Outcomes;
using GutCms.Web.Features.People;

namespace GutCms.Web.Cli;

/// <summary><c>gutcms user reset-password</c>.</summary>
internal static class UserResetPasswordCommand
{
    private static readonly Argument<string> Name = UserCommand.Name();
    private static readonly Option<bool> PasswordStdin = Passwords.Option();
    private static readonly Option<bool> RemoveSecondFactor = new("--remove-second-factor") { Description = "Also take the second factor away, for a lost device." };

    /// <summary>Creates the command.</summary>
    public static Command Create(Site site)
    {
        var command = new Command("reset-password", "Give a user a new password; ends the lock-out and all sessions.") { Name, PasswordStdin, RemoveSecondFactor };
        command.SetAction((parsed, cancellation) => site.RunAsync(
            async services =>
            {
                var name = parsed.GetRequiredValue(Name);
                var (password, random) = await Passwords.ReadAsync(parsed.GetValue(PasswordStdin), name, cancellation);
                await services.GetRequiredService<ResetPassword>().ExecuteAsync(Actor.System, name, password, parsed.GetValue(RemoveSecondFactor), cancellation);
                await Console.Out.WriteLineAsync(random ? $"Password of {name}, shown this once: {password}" : $"The password of {name} is changed.");
                return ExitCode.Success;
            },
            cancellation));
        return command;
    }
}
