using System.Text.Json.Nodes;
using GutCms.OrchardCore.Identity;
using GutCms.OrchardCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrchardCore.Environment.Shell;
using OrchardCore.Environment.Shell.Scope;
using OrchardCore.Modules;
using OrchardCore.Security.Services;

namespace GutCms.OrchardCore.Medical;

/// <summary>The roles and policies that are shipped, as far as a site has none of its own: what a site has is never changed.</summary>
internal sealed partial class DefaultReview(MedicalTypes types, ContentPolicies policies, IRoleService roles, Records records, ILogger<DefaultReview> logger)
{
    private const string Kind = "default-review";
    private const string Key = "medical-types";

    /// <summary>Brings in the roles that are missing, and a policy for each medical type that is installed and has none, under whatever name.</summary>
    public async Task BringInAsync()
    {
        var known = (await roles.GetRolesAsync()).Select(role => role.RoleName).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var isWhole = await RunAsync("gutcms.roles", "Roles", role => Task.FromResult(!known.Contains((string)role["Name"]!)));
        var installed = (await types.ListAsync()).Where(type => type.Standing == TypeStanding.Installed || type.OtherName is not null)
            .ToDictionary(type => type.Name, type => type.Standing == TypeStanding.Installed ? type.Name : type.OtherName!, StringComparer.Ordinal);
        isWhole &= await RunAsync("gutcms.review-policy", "Policies", async policy =>
        {
            if (installed.GetValueOrDefault((string)policy["ContentType"]!) is not { } type || await policies.IsGatedAsync(type))
            {
                return false;
            }

            policy["ContentType"] = type;
            return true;
        });
        if (isWhole)
        {
            await InScopeAsync(scope => scope.GetRequiredService<DefaultReview>().KeepAsync(isDone: true));
        }
    }

    /// <summary>Brings them in, unless that was done.</summary>
    public async Task CatchUpAsync()
    {
        if (await records.FindAsync<Standing>(Kind, Key) is not { IsDone: true })
        {
            await BringInAsync();
        }
    }

    /// <summary>Notes, with the types that are new, that it is to be done: at the next start, if nothing does it before.</summary>
    public Task OweAsync() => KeepAsync(isDone: false);

    private Task KeepAsync(bool isDone) => records.SaveAsync(Kind, Key, new Standing(isDone));

    private async Task<bool> RunAsync(string recipe, string member, Func<JsonObject, Task<bool>> isWanted)
    {
        var isWhole = true;
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
                isWhole = false;
            }
        }

        return isWhole;
    }

    /// <summary>Each step is kept before the next one is done, as in a recipe: policies ask for the roles. It is the program that brings them in, whoever enabled the feature.</summary>
    private static async Task<IReadOnlyList<string>> RunAsync(JsonObject step)
    {
        IReadOnlyList<string> faults = [];
        await InScopeAsync(async scope =>
        {
            scope.GetRequiredService<CurrentActor>().ActAsProgram();
            faults = await SiteSteps.RunAsync(scope, step);
        });
        return faults;
    }

    // A start asks for it while the site is being activated: to wait for that would be to wait for itself.
    private static Task InScopeAsync(Func<IServiceProvider, Task> act) => ShellScope.UsingChildScopeAsync(scope => act(scope.ServiceProvider), activateShell: false);

    /// <summary>Whether all was brought in that was to be. On a site from before that was noted there is no record.</summary>
    private sealed record Standing(bool IsDone);

    [LoggerMessage(LogLevel.Error, "What GutCms ships in {Recipe} could not be brought in: {Faults} It is tried again at the next start. Or run the recipe in the admin.")]
    private static partial void NotBroughtIn(ILogger logger, string recipe, string faults);
}

/// <summary>Has it done before the tenant answers its first request, at each start until it was: types are committed before their policies are, and a process can end between the two.</summary>
internal sealed class DefaultReviewAtStart(ShellSettings shell) : ModularTenantEvents
{
    /// <inheritdoc/>
    public override Task ActivatedAsync()
    {
        // What a site's set-up brings along comes first.
        if (shell.IsRunning())
        {
            ShellScope.AddDeferredTask(scope => scope.ServiceProvider.GetRequiredService<DefaultReview>().CatchUpAsync());
        }

        return Task.CompletedTask;
    }
}
