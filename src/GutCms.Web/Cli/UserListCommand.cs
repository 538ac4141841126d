using System.CommandLine;
using System.Text.Json.Nodes;
using GutCms.Web.Storage;
using Microsoft.EntityFrameworkCore;

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
        var context = services.GetRequiredService<GutCmsDbContext>();
        var users = await context.Users.AsNoTracking().OrderBy(user => user.UserName).ToListAsync(cancellation);
        var roles = (await context.UserRoles.AsNoTracking().ToListAsync(cancellation)).ToLookup(role => role.UserId, role => role.RoleName);
        if (json)
        {
            var list = new JsonArray([.. users.Select(user => new JsonObject
            {
                ["userName"] = user.UserName,
                ["id"] = user.Id,
                ["email"] = user.Email,
                ["printedName"] = user.PrintedName,
                ["credential"] = user.Credential,
                ["enabled"] = user.IsEnabled,
                ["secondFactor"] = user.TwoFactorEnabled,
                ["lockedUntil"] = user.LockoutEnd?.UtcDateTime,
                ["roles"] = new JsonArray([.. roles[user.Id].Order(StringComparer.Ordinal).Select(role => JsonValue.Create(role))]),
            })]);
            await Console.Out.WriteLineAsync(list.ToJsonString());
            return ExitCode.Success;
        }

        foreach (var user in users)
        {
            var state = user.IsEnabled ? user.TwoFactorEnabled ? "enabled, second factor" : "enabled" : "disabled";
            await Console.Out.WriteLineAsync($"{user.UserName}  {state}  {string.Join(", ", roles[user.Id].Order(StringComparer.Ordinal))}{(user.PrintedName is { } printed ? $"  {printed}" : "")}");
        }

        return ExitCode.Success;
    }
}
