using System.CommandLine;
using GutCms.Core.Security;
using GutCms.Web.Cli.Outcomes;
using GutCms.Web.Features.People;

namespace GutCms.Web.Cli;

/// <summary><c>gutcms session …</c>: what people are signed in with.</summary>
internal static class SessionCommand
{
    /// <summary>Creates the command with its verb.</summary>
    public static Command Create(Site site) => new("session", "End sessions, of one person or of everybody.") { CreateEnd(site) };

    private static Command CreateEnd(Site site)
    {
        var all = new Option<bool>("--all")
        {
            Description = "Everybody's: sessions, tokens and links in mails. The keys in the database that protect them are replaced as well.",
        };
        var user = new Option<string?>("--user") { Description = "Sessions, tokens and links of one user.", HelpName = "name" };
        var command = new Command("end", "End sessions at once, on every node.") { all, user };
        command.Validators.Add(result =>
        {
            if (result.GetValue(all) == (result.GetValue(user) is not null))
            {
                result.AddError("Give either --all or --user NAME.");
            }
        });
        command.SetAction((parsed, cancellation) => site.RunAsync(
            async services =>
            {
                if (parsed.GetValue(user) is { } name)
                {
                    await services.GetRequiredService<EndSessionsOfUser>().ExecuteAsync(Actor.System, name, cancellation);
                    await Console.Out.WriteLineAsync($"The sessions of {name} have ended.");
                }
                else
                {
                    await services.GetRequiredService<EndAllSessions>().ExecuteAsync(Actor.System, cancellation);
                    await Console.Out.WriteLineAsync("All sessions have ended, and the keys that protect them were replaced.");
                }

                return ExitCode.Success;
            },
            cancellation));
        return command;
    }
}
