using System.CommandLine;
using GutCms.Core.Security;
using GutCms.Web.Cli.Outcomes;
using GutCms.Web.Features.Tokens;

namespace GutCms.Web.Cli;

/// <summary><c>gutcms client revoke</c>.</summary>
internal static class ClientRevokeCommand
{
    private static readonly Argument<string> Id = new("id") { Description = "Client id." };

    /// <summary>Creates the command.</summary>
    public static Command Create(Site site)
    {
        var command = new Command("revoke", "Take an API client away. Its secret and all its tokens stop working at once.") { Id };
        command.SetAction((parsed, cancellation) => site.RunAsync(
            async services =>
            {
                var id = parsed.GetRequiredValue(Id);
                await services.GetRequiredService<RevokeClient>().ExecuteAsync(Actor.System, id, cancellation);
                await Console.Out.WriteLineAsync($"{id} is revoked.");
                return ExitCode.Success;
            },
            cancellation));
        return command;
    }
}
