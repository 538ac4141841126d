using System.Text.Json.Nodes;
using GutCms.OrchardCore.Identity;
using GutCms.OrchardCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrchardCore.Environment.Shell.Scope;
using OrchardCore.Security.Services;

namespace GutCms.OrchardCore.Medical;

/// <summary>The roles and policies that are shipped, as far as a site has none of its own: what a site has is never changed.</summary>
internal sealed partial class DefaultReview(MedicalTypes types, ContentPolicies policies, IRoleService roles, ILogger<DefaultReview> logger)
{
    /// <summary>Brings in the roles that are missing, and a policy for each medical type that is installed and has none.</summary>
    public async Task BringInAsync()
    {
        var known = (await roles.GetRolesAsync()).Select(role => role.RoleName).ToHashSet(StringComparer.OrdinalIgnoreCase);
        await RunAsync("gutcms.roles", "Roles", role => Task.FromResult(!known.Contains((string)role["Name"]!)));
        var installed = (await types.ListAsync()).Where(type => type.Standing == TypeStanding.Installed).Select(type => type.Name).ToHashSet(StringComparer.Ordinal);
        await RunAsync("gutcms.review-policy", "Policies", async policy => (string)policy["ContentType"]! is var type && installed.Contains(type) && !await policies.IsGatedAsync(type));
    }

    private async Task RunAsync(string recipe, string member, Func<JsonObject, Task<bool>> isWanted)
    {
        foreach (var step in ShippedRecipes.Read(recipe))
        {
            foreach (var entry in step[member]!.AsArray().OfType<JsonObject>().ToList())
            {
                if (!await isWanted(entry))
                {
                    step[member]!.AsArray().Remove(entry);
                }
            }

            if (step[member]!.AsArray().Count > 0 && await RunAsync(step) is { Count: > 0 } faults)
            {
                NotBroughtIn(logger, recipe, string.Join(' ', faults));
            }
        }
    }

    /// <summary>Each step is kept before the next one is done, as in a recipe: policies ask for the roles. It is the program that brings them in, whoever enabled the feature.</summary>
    private static async Task<IReadOnlyList<string>> RunAsync(JsonObject step)
    {
        IReadOnlyList<string> faults = [];
        await ShellScope.UsingChildScopeAsync(async scope =>
        {
            scope.ServiceProvider.GetRequiredService<CurrentActor>().ActAsProgram();
            faults = await SiteSteps.RunAsync(scope.ServiceProvider, step);
        }, activateShell: false); // A migration asks for it while the site is being activated: to wait for that would be to wait for itself.
        return faults;
    }

    [LoggerMessage(LogLevel.Error, "What GutCms ships in {Recipe} could not be brought in: {Faults} Run the recipe in the admin.")]
    private static partial void NotBroughtIn(ILogger logger, string recipe, string faults);
}
