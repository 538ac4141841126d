using System.Text.Json;
using System.Text.Json.Nodes;

namespace GutCms.Web.Features.Users;

/// <summary>What is to be on file about a user. A null leaves what is stored; for a new user it is the default.</summary>
/// <param name="UserName">Name to sign in with.</param>
internal sealed record UserData(string UserName)
{
    /// <summary>Id for a new user; null: a random one. Of an existing user it never changes.</summary>
    public string? UserId { get; init; }

    /// <summary>Mail address.</summary>
    public string? Email { get; init; }

    /// <summary>The address was confirmed.</summary>
    public bool? EmailConfirmed { get; init; }

    /// <summary>Telephone number.</summary>
    public string? PhoneNumber { get; init; }

    /// <summary>Password for a new user, as it is.</summary>
    public string? Password { get; init; }

    /// <summary>Password for a new user, hashed by ASP.NET Core Identity.</summary>
    public string? PasswordHash { get; init; }

    /// <summary>Name under signatures.</summary>
    public string? PrintedName { get; init; }

    /// <summary>Credential under signatures.</summary>
    public string? Credential { get; init; }

    /// <summary>May sign in.</summary>
    public bool? IsEnabled { get; init; }

    /// <summary>All roles; those not named are taken away.</summary>
    public IReadOnlyList<string>? Roles { get; init; }

    /// <summary>The data as a proposal keeps them: without a password.</summary>
    public JsonObject ToPayload() => JsonSerializer.SerializeToNode(this with { Password = null, PasswordHash = null })!.AsObject();

    /// <summary>Says nothing but the name.</summary>
    public override string ToString() => UserName;
}
