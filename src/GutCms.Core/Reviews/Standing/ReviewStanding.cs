using System.Collections.Frozen;
using System.Collections.Immutable;
using GutCms.Core.Reviews.Policies;
using GutCms.Core.Security;

namespace GutCms.Core.Reviews.Standing;

/// <summary>Everything at one moment that says how strict the review is: policies, what roles give, and who holds them.</summary>
/// <param name="Policies">Policies by content type; null: there is one and it cannot be read.</param>
/// <param name="Roles">What each role gives, by name.</param>
/// <param name="People">All accounts.</param>
public sealed record ReviewStanding(
    IReadOnlyDictionary<string, ReviewPolicy?> Policies,
    IReadOnlyDictionary<string, FrozenSet<string>> Roles,
    IReadOnlyList<StandingPerson> People)
{
    /// <summary>Names of the enabled accounts that are administrators (<see cref="Granting.IsAdministrator"/>), by id.</summary>
    public IReadOnlyDictionary<string, string> Administrators { get; } = People
        .Where(person => person.IsEnabled && Granting.IsAdministrator(person.ToActor(Roles)))
        .ToDictionary(person => person.UserId, person => person.UserName, StringComparer.Ordinal);

    /// <summary>Whether two people stand behind whatever weakens the review: two administrators at least.</summary>
    public bool HasFourEyesAdministration => Administrators.Count > 1;

    /// <summary>How it would be if a role gave something else.</summary>
    /// <param name="role">Its name; one that is not there yet is made.</param>
    /// <param name="permissions">Everything that it would give.</param>
    public ReviewStanding With(string role, IEnumerable<string> permissions)
    {
        var roles = Roles.ToDictionary(StringComparer.Ordinal);
        roles[role] = permissions.ToFrozenSet(StringComparer.Ordinal);
        return new(Policies, roles, People);
    }

    /// <summary>Whether an enabled account may approve anything.</summary>
    internal bool Approves(StandingPerson person) => person.IsEnabled && person.ToActor(Roles).Permissions.Any(Granting.IsApproval);
}

/// <summary>An account, as far as it matters to the review.</summary>
/// <param name="UserId">Id.</param>
/// <param name="UserName">Name.</param>
/// <param name="IsEnabled">May sign in.</param>
/// <param name="HasSecondFactor">Asks for a code besides the password.</param>
/// <param name="Roles">Names of its roles.</param>
public sealed record StandingPerson(string UserId, string UserName, bool IsEnabled, bool HasSecondFactor, ImmutableArray<string> Roles)
{
    // Everybody who is signed in holds this role besides.
    private const string Authenticated = "Authenticated";

    internal Actor ToActor(IReadOnlyDictionary<string, FrozenSet<string>> roles) => new(UserId, UserName)
    {
        Permissions = Roles.Append(Authenticated).SelectMany(role => roles.GetValueOrDefault(role) ?? []).ToFrozenSet(StringComparer.Ordinal),
    };
}
