using System.Collections.Immutable;

namespace GutCms.Core.Reviews;

/// <summary>Whether whoever decides is another person than those who wrote the text, and not only another account.</summary>
public static class Independence
{
    /// <summary>What authors of the text have in hand of a reviewer's account; empty: the reviewer is independent of them.</summary>
    internal static ImmutableArray<AccountPowerHolder> FindHolds(ImmutableArray<VersionAuthor> authors, Reviewer reviewer) =>
        [.. reviewer.InHandsOf.Where(holder => Authorship.Includes(authors, holder.UserId, holder.UserName))];

    /// <summary>Whether a reviewer could decide about a text of these authors, as things stand.</summary>
    internal static bool Holds(ImmutableArray<VersionAuthor> authors, Reviewer reviewer) =>
        !Authorship.Includes(authors, reviewer.UserId, reviewer.UserName) && FindHolds(authors, reviewer).IsEmpty && FindWhoKnowsPassword(reviewer).IsEmpty;

    /// <summary>Who knows the password of a reviewer beside its owner.</summary>
    internal static ImmutableArray<AccountPowerHolder> FindWhoKnowsPassword(Reviewer reviewer) =>
        [.. reviewer.InHandsOf.Where(holder => holder.Power == AccountPower.KnownPassword)];

    /// <summary>For people: who has what in hand, for example <c>ada (made the account, set the password)</c>.</summary>
    public static string Describe(IEnumerable<AccountPowerHolder> holds) => string.Join(
        ", ",
        holds.GroupBy(holder => holder.UserName, StringComparer.Ordinal).Select(of => $"{of.Key} ({string.Join(", ", of.Select(holder => Words(holder.Power)).Distinct(StringComparer.Ordinal))})"));

    private static string Words(AccountPower power) => power switch
    {
        AccountPower.Created => "made the account",
        AccountPower.Role => "gave it a role",
        AccountPower.PrintedName => "chose the printed name",
        AccountPower.MailAddress => "chose the mail address",
        AccountPower.Password or AccountPower.KnownPassword => "set the password",
        AccountPower.SecondFactor => "took the second factor away",
        _ => "has it in hand",
    };
}
