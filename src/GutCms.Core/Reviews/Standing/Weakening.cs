using System.Collections.Immutable;
using GutCms.Core.Reviews.Policies;
using GutCms.Core.Security;

namespace GutCms.Core.Reviews.Standing;

/// <summary>How the review is weaker than before.</summary>
public enum WeakeningKind
{
    /// <summary>A policy asks for less: subject the content type, detail a <see cref="PolicyWeakness"/>.</summary>
    Policy,

    /// <summary>A role gives a right to approve that it did not give: subject the role, detail the permission.</summary>
    RoleApproves,

    /// <summary>An account may approve that could not: subject the user name, detail its roles.</summary>
    PersonApproves,

    /// <summary>An account is an administrator that was none, and so could confirm: subject the user name, detail its roles.</summary>
    PersonAdministers,

    /// <summary>An account whose voice a policy counts (<c>Most</c>, <c>All</c>) is not counted any more: subject the user name, detail the role.</summary>
    VoiceLost,

    /// <summary>Fewer than two administrators are left: subject the user name of one who is none any more.</summary>
    FewerAdministrators,

    /// <summary>An account lost its second factor: subject the user name.</summary>
    SecondFactorRemoved,
}

/// <summary>One way in which a change weakens the review.</summary>
/// <param name="Kind">Kind.</param>
/// <param name="Subject">What or whom it concerns, see the kinds.</param>
/// <param name="Detail">More, see the kinds; empty when there is nothing.</param>
public sealed record Weakening(WeakeningKind Kind, string Subject, string Detail = "")
{
    /// <summary>
    /// All ways in which the review is weaker than before, ordered. Asked of what came out, so that it does not matter by which way it came: a form, a recipe in any order of
    /// steps, or several changes at once.
    /// </summary>
    public static ImmutableArray<Weakening> Between(ReviewStanding before, ReviewStanding after) =>
    [
        .. Policies(before, after)
            .Concat(RolesThatApprove(before, after))
            .Concat(People(before, after))
            .Concat(Voices(before, after))
            .Concat(Administrators(before, after))
            .Distinct()
            .OrderBy(found => found.Kind).ThenBy(found => found.Subject, StringComparer.Ordinal).ThenBy(found => found.Detail, StringComparer.Ordinal),
    ];

    private static IEnumerable<Weakening> Policies(ReviewStanding before, ReviewStanding after)
    {
        foreach (var (type, policy) in before.Policies)
        {
            var later = after.Policies.GetValueOrDefault(type);
            if (policy is null)
            {
                if (later is not null || !after.Policies.ContainsKey(type))
                {
                    yield return new(WeakeningKind.Policy, type, nameof(PolicyWeakness.WasUnreadable));
                }

                continue;
            }

            // One that cannot be read shuts everything.
            if (later is null && after.Policies.ContainsKey(type))
            {
                continue;
            }

            foreach (var weakness in PolicyComparison.Weaknesses(policy, later))
            {
                yield return new(WeakeningKind.Policy, type, weakness.ToString());
            }
        }
    }

    private static IEnumerable<Weakening> RolesThatApprove(ReviewStanding before, ReviewStanding after) =>
        from role in after.Roles
        from permission in role.Value
        where Granting.IsApproval(permission) && before.Roles.GetValueOrDefault(role.Key)?.Contains(permission) != true
        select new Weakening(WeakeningKind.RoleApproves, role.Key, permission);

    private static IEnumerable<Weakening> People(ReviewStanding before, ReviewStanding after)
    {
        var earlier = before.People.ToDictionary(person => person.UserId, StringComparer.Ordinal);
        foreach (var person in after.People)
        {
            var was = earlier.GetValueOrDefault(person.UserId);
            if (Gains(was, person, before, after))
            {
                yield return new(WeakeningKind.PersonApproves, person.UserName, string.Join(", ", person.Roles.Order(StringComparer.Ordinal)));
            }

            if (after.Administrators.ContainsKey(person.UserId) && !before.Administrators.ContainsKey(person.UserId))
            {
                yield return new(WeakeningKind.PersonAdministers, person.UserName, string.Join(", ", person.Roles.Order(StringComparer.Ordinal)));
            }

            if (was is { HasSecondFactor: true } && !person.HasSecondFactor)
            {
                yield return new(WeakeningKind.SecondFactorRemoved, person.UserName);
            }
        }
    }

    // Which roles count is part of who may approve: a policy names roles, and a person with another role signs in another stage.
    private static bool Gains(StandingPerson? was, StandingPerson person, ReviewStanding before, ReviewStanding after)
    {
        if (!after.Approves(person))
        {
            return false;
        }

        if (was is null || !before.Approves(was))
        {
            return true;
        }

        var named = after.Policies.Values.OfType<ReviewPolicy>().SelectMany(policy => policy.Stages).SelectMany(stage => stage.Roles).Select(role => role.Role).ToHashSet(StringComparer.Ordinal);
        return person.Roles.Except(was.Roles, StringComparer.Ordinal).Any(named.Contains)
            || person.ToActor(after.Roles).Permissions.Except(was.ToActor(before.Roles).Permissions, StringComparer.Ordinal).Any(Granting.IsApproval);
    }

    private static IEnumerable<Weakening> Voices(ReviewStanding before, ReviewStanding after)
    {
        var later = after.People.ToDictionary(person => person.UserId, StringComparer.Ordinal);
        var counted = before.Policies.Values.OfType<ReviewPolicy>().SelectMany(policy => policy.Stages).SelectMany(stage => stage.Roles)
            .Where(role => role.Threshold.Kind != ThresholdKind.Number).Select(role => role.Role).Distinct(StringComparer.Ordinal);
        return from role in counted
               from person in before.People
               where person.Roles.Contains(role) && before.Approves(person)
               where later.GetValueOrDefault(person.UserId) is not { } now || !now.Roles.Contains(role) || !after.Approves(now)
               select new Weakening(WeakeningKind.VoiceLost, person.UserName, role);
    }

    private static IEnumerable<Weakening> Administrators(ReviewStanding before, ReviewStanding after) =>
        before.HasFourEyesAdministration && !after.HasFourEyesAdministration
            ? before.Administrators.Where(person => !after.Administrators.ContainsKey(person.Key)).Select(person => new Weakening(WeakeningKind.FewerAdministrators, person.Value))
            : [];
}
