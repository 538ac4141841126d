using System.Collections.Frozen;
using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Security;
using GutCms.OrchardCore.Gate;
using GutCms.OrchardCore.Identity;
using GutCms.OrchardCore.Storage;
using Microsoft.AspNetCore.Identity;
using OrchardCore.Environment.Extensions;
using OrchardCore.Environment.Shell;
using OrchardCore.Recipes.Models;
using OrchardCore.Recipes.Services;
using OrchardCore.Users;
using OrchardCore.Users.Models;

namespace GutCms.OrchardCore.Recipes;

/// <summary>
/// Comes before every other handler of recipe steps: what decides who may approve, and whether anybody is asked, does not change by an import that its sender could not have
/// changed in the admin. A step that is refused reaches no handler, and the recipe ends there.
/// </summary>
internal sealed class ImportGuard(
    CurrentActor current, SitePermissions permissions, UserManager<IUser> users, IExtensionManager extensions, GateState state, ShellSettings shell, RefusalRecorder recorder,
    TimeProvider time) : IRecipeStepHandler
{
    private const string Module = FeatureIds.Everything;
    private const string ManageFeatures = "ManageFeatures";

    /// <summary>Steps whose meaning the gate rests on, and which Orchard Core reads with names in any case.</summary>
    private static readonly FrozenSet<string> Plain = FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "Content", "Feature", "ReviewPolicy", "Roles", "Users");

    /// <inheritdoc/>
    public async Task ExecuteAsync(RecipeExecutionContext context)
    {
        if (Plain.Contains(context.Name ?? "") && RepeatedMembers.Find(context.Step) is { } path)
        {
            context.Errors.Add($"{AmbiguousBodies.Say(path)} Nothing of the step was done.");
            context.Name = "";
            return;
        }

        // A site's set-up is trusted, whoever's request it is.
        var actor = await current.GetAsync();
        if (shell.IsInitializing() || actor.IsSystem || await FindObjectionAsync(actor, context) is not { } why)
        {
            return;
        }

        context.Errors.Add(why);
        state.Refusals.Add(new(time.GetUtcNow().UtcDateTime, actor, AuditActions.Refused(AuditActions.RecipeRun)) { Details = new JsonObject { ["step"] = context.Name, ["reason"] = why } });
        recorder.Schedule();
        context.Name = "";
    }

    private Task<string?> FindObjectionAsync(Actor actor, RecipeExecutionContext context) => context.Name?.ToUpperInvariant() switch
    {
        "ROLES" => Task.FromResult(OfRoles(actor, context.Step)),
        "USERS" => OfUsersAsync(actor, context.Step),
        "FEATURE" => Task.FromResult(OfFeatures(actor, context.Step)),
        "SETTINGS" when Member(context.Step, "SuperUser") is not null && !Authorization.Allows(actor, Permissions.SiteOwner) => Refuse("names the site's first administrator", Permissions.SiteOwner),
        "COMMAND" when !Authorization.Allows(actor, Permissions.SiteOwner) => Refuse("runs commands", Permissions.SiteOwner),
        _ => Task.FromResult<string?>(null),
    };

    private static string? OfRoles(Actor actor, JsonObject step)
    {
        foreach (var role in List(step, "Roles").OfType<JsonObject>().Where(role => !string.Equals(Text(Member(role, "PermissionBehavior")), "Remove", StringComparison.OrdinalIgnoreCase)))
        {
            foreach (var permission in List(role, "Permissions").Select(Text).OfType<string>())
            {
                if (Granting.IsApproval(permission) && !Granting.MayGivePermission(actor, permission))
                {
                    return $"The step gives the role '{Text(Member(role, "Name"))}' the permission '{permission}', which you may not give. Nothing of it was done.";
                }
            }
        }

        return null;
    }

    private async Task<string?> OfUsersAsync(Actor actor, JsonObject step)
    {
        if (Authorization.Allows(actor, Permissions.ManageUsers) && Authorization.Allows(actor, Permissions.AssignRoleToUsers))
        {
            return null;
        }

        foreach (var entry in List(step, "Users").OfType<JsonObject>())
        {
            var roles = List(entry, "RoleNames").Select(Text).OfType<string>().ToList();
            foreach (var known in new[] { await FindAsync(users.FindByIdAsync, entry, "UserId"), await FindAsync(users.FindByNameAsync, entry, "UserName") }.OfType<User>())
            {
                roles.AddRange(known.RoleNames);
            }

            if (HasPower(await permissions.OfAsync(roles)))
            {
                return $"The step makes or changes the account '{Text(Member(entry, "UserName"))}', which may approve or administrate. That takes the permission '{Permissions.ManageUsers}'. Nothing of it was done.";
            }
        }

        return null;
    }

    private string? OfFeatures(Actor actor, JsonObject step)
    {
        if (Authorization.Allows(actor, ManageFeatures))
        {
            return null;
        }

        var needed = extensions.GetFeatureDependencies(Module).Select(feature => feature.Id).Append(Module).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return List(step, "Disable").Select(Text).OfType<string>().FirstOrDefault(needed.Contains) is { } feature
            ? $"The step disables '{feature}', and with it the review. That takes the permission '{ManageFeatures}'. Nothing of it was done."
            : null;
    }

    private static bool HasPower(FrozenSet<string> given) =>
        given.Any(Granting.IsApproval) || given.Contains(Permissions.SiteOwner) || given.Overlaps(Granting.OfAdministrators);

    private static async Task<User?> FindAsync(Func<string, Task<IUser?>> find, JsonObject entry, string member) =>
        Text(Member(entry, member)) is { Length: > 0 } value ? await find(value) as User : null;

    private static Task<string?> Refuse(string what, string permission) => Task.FromResult<string?>($"The step {what}, which takes the permission '{permission}'. Nothing of it was done.");

    // Orchard Core binds the members of a step in any case.
    private static JsonNode? Member(JsonObject json, string name) => json.FirstOrDefault(member => string.Equals(member.Key, name, StringComparison.OrdinalIgnoreCase)).Value;

    private static IEnumerable<JsonNode?> List(JsonObject json, string name) =>
        json.Where(member => string.Equals(member.Key, name, StringComparison.OrdinalIgnoreCase)).SelectMany(member => member.Value as JsonArray ?? []);

    private static string? Text(JsonNode? value) => value is JsonValue json && json.TryGetValue<string>(out var text) ? text.Trim() : null;
}
