using System.CommandLine;
using GutCms.Core.Keys;
using GutCms.Core.Security;
using GutCms.Web.Cli.Outcomes;
using GutCms.Web.Features.Keys;

namespace GutCms.Web.Cli;

/// <summary><c>gutcms key …</c>: the keys that sign review certificates.</summary>
internal static class KeyCommand
{
    /// <summary>Creates the command with its verbs.</summary>
    public static Command Create(Site site) => new("key", "List, rotate and revoke the keys that sign review certificates.")
    {
        CreateList(site),
        CreateRotate(site),
        KeyRevokeCommand.Create(site),
    };

    private static Command CreateList(Site site)
    {
        var command = new Command("list", "List every key there ever was, newest first.");
        command.SetAction((_, cancellation) => site.RunAsync(
            async services =>
            {
                foreach (var key in await services.GetRequiredService<ISigningKeys>().GetAllAsync(cancellation))
                {
                    await Console.Out.WriteLineAsync($"{key.KeyId}  created {key.CreatedUtc:u}  {(key.RetiredUtc is { } retired ? $"retired {retired:u}" : "signs")}{(key.RevokedUtc is { } revoked ? $"  revoked from {revoked:u}" : "")}");
                }

                return ExitCode.Success;
            },
            cancellation));
        return command;
    }

    private static Command CreateRotate(Site site)
    {
        var command = new Command("rotate", "Make a new key and retire the present one. What that one signed stays verifiable.");
        command.SetAction((_, cancellation) => site.RunAsync(
            async services =>
            {
                var key = await services.GetRequiredService<RotateKey>().ExecuteAsync(Actor.System, cancellation);
                await Console.Out.WriteLineAsync($"{key.KeyId} signs from now on.");
                return ExitCode.Success;
            },
            cancellation));
        return command;
    }
}
