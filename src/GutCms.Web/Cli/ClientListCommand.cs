using System.CommandLine;
using GutCms.Web.Cli.Outcomes;
using GutCms.Web.Features.Clients;
using GutCms.Web.Storage.Model;

namespace GutCms.Web.Cli;

/// <summary><c>gutcms client list</c>.</summary>
internal static class ClientListCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(Site site)
    {
        var command = new Command("list", "List the API clients.");
        command.SetAction((_, cancellation) => site.RunAsync(
            async services =>
            {
                var manager = services.GetRequiredService<ApplicationManagers>().Over(services.GetRequiredService<GutCmsDbContext>());
                var lines = new List<string>();
                await foreach (var client in manager.ListAsync(cancellationToken: cancellation))
                {
                    var roles = await ClientRoles.OfAsync(manager, client, cancellation);
                    lines.Add($"{await manager.GetClientIdAsync(client, cancellation)}  {await manager.GetClientTypeAsync(client, cancellation)}  {string.Join(", ", roles)}  {await manager.GetDisplayNameAsync(client, cancellation)}");
                }

                lines.Sort(StringComparer.Ordinal);
                foreach (var line in lines)
                {
                    await Console.Out.WriteLineAsync(line);
                }

                return ExitCode.Success;
            },
            cancellation));
        return command;
    }
}
