using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Recipes.Reading;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Core.Texts;

namespace GutCms.Core.Recipes.Steps;

/// <summary>Step <c>Roles</c>: roles and their permissions.</summary>
/// <remarks>
/// <c>PermissionBehavior</c> is <c>Replace</c> (also when missing), <c>Add</c> or <c>Remove</c>, without regard to case. Site document of kind <c>role</c>,
/// named like the role: <c>{ Name, Description, Permissions: [ … ] }</c>, permissions sorted. A description that is missing or empty leaves the stored one.
/// </remarks>
/// <param name="isKnownPermission">Whether a permission of this name exists; per content type (<c>View_Article</c>) included.</param>
/// <param name="isPermissionElsewhere">Whether it is one of another program that takes the same recipes: it is left out and reported as ignored.</param>
/// <param name="permissions">Names for suggestions.</param>
public sealed class RolesStep(Func<string, bool> isKnownPermission, Func<string, bool> isPermissionElsewhere, IEnumerable<string> permissions) : IRecipeStepHandler
{
    private static readonly string[] Behaviors = ["Replace", "Add", "Remove"];

    /// <inheritdoc/>
    public string Name => "Roles";

    /// <inheritdoc/>
    public string Permission => Permissions.ManageRoles;

    /// <inheritdoc/>
    public string? AuditAction => AuditActions.RoleChange;

    /// <inheritdoc/>
    public bool FaultsMayBeQuoted => true;

    /// <inheritdoc/>
    public async ValueTask CheckAsync(RecipeStep step, RecipeContext context, CancellationToken cancellationToken)
    {
        var known = await context.Work.ListDocumentsAsync(SiteDocuments.Role, cancellationToken);
        context.CheckNames(step, step.Properties, "", Sentence.Of("Recipe.TheStep", "Roles"), "Roles");
        context.CheckArray(step, step.Properties, "Roles", "", required: true);
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (role, path) in step.Properties.ObjectsOf("Roles"))
        {
            context.CheckNames(step, role, path, Sentence.Of("Recipe.ARole"), "Name", "Description", "Permissions", "PermissionBehavior");
            context.CheckText(step, role, "Description", path, required: false);
            context.CheckArray(step, role, "Permissions", path, required: false, texts: true);
            if (context.CheckText(step, role, "Name", path, required: true))
            {
                var name = role.TextOf("Name")!;
                if (!IsName(name))
                {
                    context.Fault(step, role.Find("Name", path).Path, Sentence.Of("Recipe.RoleName", name));
                }
                else if (RecipeRoles.Of(context).Concat(known.Keys).FirstOrDefault(other => other != name && other.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } other)
                {
                    context.Fault(step, role.Find("Name", path).Path, Sentence.Of("Recipe.RoleCase", other, name));
                }

                RecipeRoles.Of(context).Add(name);
                if (!seen.Add(name))
                {
                    context.Fault(step, role.Find("Name", path).Path, Sentence.Of("Recipe.RoleTwice", name));
                }
            }

            if (context.CheckText(step, role, "PermissionBehavior", path, required: false)
                && !Behaviors.Contains(role.TextOf("PermissionBehavior"), StringComparer.OrdinalIgnoreCase))
            {
                context.Fault(step, role.Find("PermissionBehavior", path).Path, Sentence.Of("Recipe.PermissionBehavior", role.TextOf("PermissionBehavior")));
            }

            foreach (var (permission, at) in role.TextsOf("Permissions", path).Where(found => found.Value.Length > 0 && !isKnownPermission(found.Value) && !isPermissionElsewhere(found.Value)))
            {
                context.Fault(step, at, Sentence.Of("Recipe.NoPermission", permission, Suggestion.For(permission, permissions)));
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask ExecuteAsync(RecipeStep step, RecipeContext context, CancellationToken cancellationToken)
    {
        ReportIgnored(step, context);
        foreach (var (role, _) in step.Properties.ObjectsOf("Roles"))
        {
            var name = role.TextOf("Name")!;
            var stored = await context.Work.GetDocumentAsync(SiteDocuments.Role, name, cancellationToken);
            var document = Apply(role, name, stored);
            var outcome = stored is null ? RecipeOutcome.Created : JsonNode.DeepEquals(stored, document) ? RecipeOutcome.Unchanged : RecipeOutcome.Updated;
            if (outcome != RecipeOutcome.Unchanged && FindBeyond(context.Actor, name, stored, document) is { } beyond)
            {
                context.Fault(step, ".Roles", beyond);
                continue;
            }

            context.Report(new(outcome, "role", name));
            if (outcome != RecipeOutcome.Unchanged)
            {
                await context.Work.SaveDocumentAsync(SiteDocuments.Role, name, document, cancellationToken);
            }
        }
    }

    /// <summary>Permissions that mean nothing here, each once.</summary>
    private void ReportIgnored(RecipeStep step, RecipeContext context)
    {
        foreach (var name in step.Properties.ObjectsOf("Roles").SelectMany(role => role.Value.TextsOf("Permissions")).Select(found => found.Value).Where(isPermissionElsewhere).CountBy(name => name, StringComparer.Ordinal))
        {
            context.Report(new(RecipeOutcome.Ignored, "permission", name.Key, Sentence.Of("Recipe.IgnoredPermission", name.Value)));
        }
    }

    /// <summary>Why somebody may not change a role; null: nothing stands against it. What stays counts as well: whoever changes a role has to be able to give all of it.</summary>
    /// <param name="actor">Who changes it.</param>
    /// <param name="role">Its name.</param>
    /// <param name="held">What it gives.</param>
    /// <param name="wanted">What it is to give.</param>
    public static Sentence? FindBeyond(Actor actor, string role, IEnumerable<string> held, IEnumerable<string> wanted) =>
        wanted.Concat(held).FirstOrDefault(permission => !Granting.MayGivePermission(actor, permission)) is { } beyond ? Sentence.Of("Recipe.RoleBeyond", actor.UserName, role, beyond) : null;

    private static Sentence? FindBeyond(Actor actor, string role, JsonObject? stored, JsonObject document) =>
        FindBeyond(actor, role, (stored ?? []).TextsOf("Permissions").Select(found => found.Value), document.TextsOf("Permissions").Select(found => found.Value));

    private static bool IsName(string name) => name.Length is > 0 and <= 255 && name.Trim() == name && !name.Any(char.IsControl);

    private JsonObject Apply(JsonObject role, string name, JsonObject? stored)
    {
        var given = role.TextsOf("Permissions").Select(found => found.Value).Where(permission => !isPermissionElsewhere(permission));
        var held = (stored ?? []).TextsOf("Permissions").Select(found => found.Value);
        var result = role.TextOf("PermissionBehavior")?.ToUpperInvariant() switch
        {
            "ADD" => held.Union(given, StringComparer.Ordinal),
            "REMOVE" => held.Except(given, StringComparer.Ordinal),
            _ => given.Distinct(StringComparer.Ordinal),
        };
        return new JsonObject
        {
            [nameof(Name)] = name,
            ["Description"] = role.TextOf("Description") is { Length: > 0 } description ? description : stored?.TextOf("Description") ?? "",
            ["Permissions"] = new JsonArray([.. result.Order(StringComparer.Ordinal).Select(permission => JsonValue.Create(permission))]),
        };
    }
}
