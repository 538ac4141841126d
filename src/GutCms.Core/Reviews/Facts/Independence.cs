using System.Collections.Immutable;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Ports;
using GutCms.Core.Security;
using GutCms.Core.Texts;

namespace GutCms.Core.Reviews.Facts;

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
    public static Sentence Describe(IEnumerable<AccountPowerHolder> holds) => Sentence.Join(
        ", ",
        holds.GroupBy(holder => holder.UserName, StringComparer.Ordinal).Select(of => Sentence.Of("Word.Hold", of.Key, Sentence.Join(", ", of.Select(holder => Words(holder.Power)).Distinct()))));

    private static Sentence Words(AccountPower power) => power switch
    {
        AccountPower.Created => Sentence.Of("Word.Power.Created"),
        AccountPower.Role => Sentence.Of("Word.Power.Role"),
        AccountPower.PrintedName => Sentence.Of("Word.Power.PrintedName"),
        AccountPower.MailAddress => Sentence.Of("Word.Power.MailAddress"),
        AccountPower.Password or AccountPower.KnownPassword => Sentence.Of("Word.Power.Password"),
        AccountPower.SecondFactor => Sentence.Of("Word.Power.SecondFactor"),
        _ => Sentence.Of("Word.Power.Other"),
    };
}
