using System.Collections.Immutable;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Web.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace GutCms.Web.Features.Powers;

/// <summary>Reads in whose hands accounts are.</summary>
internal static class PowersInForce
{
    private static readonly AccountPower[] WaysIn =
        [AccountPower.Created, AccountPower.MailAddress, AccountPower.Password, AccountPower.KnownPassword, AccountPower.Registration, AccountPower.Secret];

    /// <summary>Whether somebody who has that in hand may be the one that acts.</summary>
    public static bool IsWayIn(AccountPower power) => WaysIn.Contains(power);

    /// <summary>What is in force of an account, oldest first.</summary>
    public static async Task<IReadOnlyList<AccountPowerHolder>> OfAsync(GutCmsDbContext context, string accountId, CancellationToken cancellationToken) =>
        [.. (await OfAsync(context, [accountId], cancellationToken))[accountId]];

    /// <summary>What is in force of accounts, by account, oldest first.</summary>
    public static async Task<ILookup<string, AccountPowerHolder>> OfAsync(GutCmsDbContext context, IReadOnlyCollection<string> accountIds, CancellationToken cancellationToken) =>
        (await context.AccountPowers.AsNoTracking().Where(row => accountIds.Contains(row.AccountId) && row.EndedUtc == null).OrderBy(row => row.SinceUtc).ThenBy(row => row.PowerId).ToListAsync(cancellationToken))
            .ToLookup(row => row.AccountId, row => new AccountPowerHolder(row.Power, row.HolderId, row.HolderName, row.SinceUtc), StringComparer.Ordinal);

    /// <summary>Everybody who has a way into these accounts, and whoever has a way into theirs.</summary>
    public static async Task<ImmutableArray<VersionAuthor>> BehindAsync(GutCmsDbContext context, IReadOnlyCollection<string> accountIds, CancellationToken cancellationToken)
    {
        var seen = accountIds.ToHashSet(StringComparer.Ordinal);
        var found = ImmutableArray.CreateBuilder<VersionAuthor>();
        for (var next = accountIds; next.Count > 0;)
        {
            var holders = (await context.AccountPowers.AsNoTracking()
                .Where(row => next.Contains(row.AccountId) && row.EndedUtc == null && WaysIn.Contains(row.Power))
                .Select(row => new { row.HolderId, row.HolderName }).Distinct().ToListAsync(cancellationToken)).Where(holder => seen.Add(holder.HolderId)).ToList();
            found.AddRange(holders.Select(holder => new VersionAuthor(holder.HolderId, holder.HolderName)));
            next = [.. holders.Select(holder => holder.HolderId)];
        }

        return found.ToImmutable();
    }
}
