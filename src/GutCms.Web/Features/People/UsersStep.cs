using System.Text.Json;
using System.Text.Json.Nodes;
using GutCms.Core.Recipes;
using GutCms.Core.Security;
using GutCms.Web.Features.Users;
using GutCms.Web.Texts;

namespace GutCms.Web.Features.People;

/// <summary>Recipe step <c>Users</c>: creates users, and changes data and roles of those that exist.</summary>
/// <remarks>
/// Passwords come as hashes of ASP.NET Core Identity, never as they are. Password, second factor, lock-out and security stamp of an existing user
/// are theirs: running a recipe again leaves them alone.
/// </remarks>
internal sealed class UsersStep(SaveUser saveUser) : IRecipeStepHandler
{
    private static readonly string[] Texts =
        ["UserId", "UserName", "Email", "NormalizedUserName", "NormalizedEmail", "PasswordHash", "SecurityStamp", "PhoneNumber", "ResetToken", "PrintedName", "Credential"];

    private static readonly string[] Flags = ["EmailConfirmed", "IsEnabled", "TwoFactorEnabled", "IsLockoutEnabled", "PhoneNumberConfirmed"];
    private static readonly string[] Known = [.. Texts, .. Flags, "RoleNames", "AccessFailedCount"];

    /// <inheritdoc/>
    public string Name => "Users";

    /// <inheritdoc/>
    public string Permission => Permissions.ManageUsers;

    /// <inheritdoc/>
    public string? AuditAction => null;

    /// <inheritdoc/>
    public bool FaultsMayBeQuoted => true;

    /// <inheritdoc/>
    public ValueTask CheckAsync(RecipeStep step, RecipeContext context, CancellationToken cancellationToken)
    {
        var all = new StepJson(step, context, step.Properties, "");
        all.CheckNames(SiteSentence.Of("Step.The", "Users"), ["Users"]);
        if (all.Find("Users") is not JsonArray users)
        {
            all.Fault("Users", SiteSentence.Of("Step.UsersIsArray"));
            return ValueTask.CompletedTask;
        }

        if (!Authorization.Allows(context.Actor, Permissions.ManageUsers))
        {
            context.Fault(step, "", SiteSentence.Of("Step.MayNotChangeUsers", context.Actor.UserName));
        }

        for (var i = 0; i < users.Count; i++)
        {
            if (users[i] is not JsonObject user)
            {
                context.Fault(step, $".Users[{i}]", SiteSentence.Of("Step.Object"));
                continue;
            }

            var json = new StepJson(step, context, user, $".Users[{i}]");
            json.CheckNames(SiteSentence.Of("Step.AUser"), Known);
            json.CheckKinds(Texts, SiteSentence.Of("Kind.Text"), value => value.GetValueKind() == JsonValueKind.String);
            json.CheckKinds(Flags, SiteSentence.Of("Kind.Flag"), value => value.GetValueKind() is JsonValueKind.True or JsonValueKind.False);
            json.CheckKinds(["RoleNames"], SiteSentence.Of("Kind.Texts"), value => value is JsonArray array && array.All(role => role?.GetValueKind() == JsonValueKind.String));
            json.CheckKinds(["AccessFailedCount"], SiteSentence.Of("Kind.Number"), value => value.GetValueKind() == JsonValueKind.Number);
            if (string.IsNullOrWhiteSpace(json.Text("UserName")))
            {
                json.Fault("UserName", SiteSentence.Of("Step.UserName"));
            }

            if (json.Text("PasswordHash") is { Length: > 0 } hash && !PasswordHashes.IsWellFormed(hash))
            {
                json.Fault("PasswordHash", SiteSentence.Of("Step.PasswordHash"));
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public async ValueTask ExecuteAsync(RecipeStep step, RecipeContext context, CancellationToken cancellationToken)
    {
        var users = (JsonArray)new StepJson(step, context, step.Properties, "").Find("Users")!;
        for (var i = 0; i < users.Count; i++)
        {
            var json = new StepJson(step, context, (JsonObject)users[i]!, $".Users[{i}]");
            var name = json.Text("UserName")!;
            try
            {
                var created = await saveUser.ExecuteAsync(context.Work, context.Actor, Read(json, name), context.NowUtc, cancellationToken);
                context.Report(new(created switch { true => RecipeOutcome.Created, false => RecipeOutcome.Updated, null => RecipeOutcome.Unchanged }, "user", name));
            }
            catch (IdentityRefusedException refusal)
            {
                context.Fault(step, $".Users[{i}]", refusal.Sentence);
            }
        }
    }

    private static UserData Read(StepJson json, string name) => new(name)
    {
        UserId = json.Text("UserId"),
        Email = json.Text("Email"),
        EmailConfirmed = json.Find("EmailConfirmed") is { } ? json.Flag("EmailConfirmed") : null,
        PhoneNumber = json.Text("PhoneNumber"),
        PasswordHash = json.Text("PasswordHash"),
        PrintedName = json.Text("PrintedName"),
        Credential = json.Text("Credential"),
        IsEnabled = json.Find("IsEnabled") is { } ? json.Flag("IsEnabled") : null,
        Roles = json.Find("RoleNames") is JsonArray roles ? [.. roles.Select(role => role!.GetValue<string>()).Distinct(StringComparer.Ordinal)] : null,
    };
}
