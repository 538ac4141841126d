using System.CommandLine;
using GutCms.Core.Security;
using GutCms.Web.Cli.Outcomes;
using GutCms.Web.Features.People;

namespace GutCms.Web.Cli;

/// <summary><c>gutcms user disable</c> and <c>gutcms user enable</c>.</summary>
internal static class UserEnableCommand
{
    /// <summary>Creates one of the two commands.</summary>
    public static Command Create(Site site, string verb, string description, bool enabled)
    {
        var name = UserCommand.Name();
        var command = new Command(verb, description) { name };
        command.SetAction((parsed, cancellation) => site.RunAsync(
            async services =>
            {
                var userName = parsed.GetRequiredValue(name);
                var changed = await services.GetRequiredService<EnableUser>().ExecuteAsync(Actor.System, userName, enabled, cancellation);
                await Console.Out.WriteLineAsync($"{userName} is {(changed ? "now " : "already ")}{verb}d.");
                return ExitCode.Success;
            },
            cancellation));
        return command;
    }
}
