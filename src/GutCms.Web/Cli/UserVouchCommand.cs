using System.CommandLine;
using GutCms.Core.Security;
using GutCms.Web.Cli.Outcomes;
using GutCms.Web.Features.People;

namespace GutCms.Web.Cli;

/// <summary><c>gutcms user vouch</c>.</summary>
internal static class UserVouchCommand
{
    private static readonly Argument<string> Name = UserCommand.Name();

    /// <summary>Creates the command.</summary>
    public static Command Create(Site site)
    {
        var command = new Command("vouch", "Say that an account is in the hands of its owner alone, so that it decides about texts of whoever made it.") { Name };
        command.SetAction((parsed, cancellation) => site.RunAsync(
            async services =>
            {
                var name = parsed.GetRequiredValue(Name);
                await services.GetRequiredService<VouchForUser>().ExecuteAsync(Actor.System, name, cancellation);
                await Console.Out.WriteLineAsync($"{name} is on record as the account of its owner alone.");
                return ExitCode.Success;
            },
            cancellation));
        return command;
    }
}
