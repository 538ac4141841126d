using System.CommandLine;
using System.Text.Json.Nodes;
using GutCms.Core.Security;
using GutCms.Web.Cli.Outcomes;
using GutCms.Web.Features.People;

namespace GutCms.Web.Cli;

/// <summary><c>gutcms user list</c>.</summary>
internal static class UserListCommand
{
    private static readonly Option<bool> Json = new("--json") { Description = "Write one JSON array." };

    /// <summary>Creates the command.</summary>
    public static Command Create(Site site)
    {
        var command = new Command("list", "List the users.") { Json };
        command.SetAction((parsed, cancellation) => site.RunAsync(services => RunAsync(services, parsed.GetValue(Json), cancellation), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(IServiceProvider services, bool json, CancellationToken cancellation)
    {
        var users = await services.GetRequiredService<ListUsers>().ExecuteAsync(Actor.System, cancellation);
        if (json)
        {
            var list = new JsonArray([.. users.Select(user => new JsonObject
            {
                ["userName"] = user.UserName,
                ["id"] = user.UserId,
                ["email"] = user.Email,
                ["printedName"] = user.PrintedName,
                ["credential"] = user.Credential,
                ["enabled"] = user.IsEnabled,
                ["anonymous"] = user.IsAnonymous,
                ["secondFactor"] = user.HasSecondFactor,
                ["lockedUntil"] = user.LockedUntilUtc,
                ["roles"] = new JsonArray([.. user.Roles.Select(role => JsonValue.Create(role))]),
            })]);
            await Console.Out.WriteLineAsync(list.ToJsonString());
            return ExitCode.Success;
        }

        foreach (var user in users)
        {
            var state = user.IsAnonymous ? "anonymous" : user.IsEnabled ? user.HasSecondFactor ? "enabled, second factor" : "enabled" : "disabled";
            await Console.Out.WriteLineAsync($"{user.UserName}  {state}  {string.Join(", ", user.Roles)}{(user.PrintedName is { } printed ? $"  {printed}" : "")}");
        }

        return ExitCode.Success;
    }
}
