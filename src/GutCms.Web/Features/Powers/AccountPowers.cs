using GutCms.Core.Content.Items;
using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Web.Features.WaysIn;
using GutCms.Web.Storage.Model;
using GutCms.Web.Storage.UnitOfWork;
using Microsoft.EntityFrameworkCore;

namespace GutCms.Web.Features.Powers;

/// <inheritdoc cref="IAccountPowers"/>
internal sealed class AccountPowers : IAccountPowers
{
    /// <inheritdoc/>
    public async Task RecordAsync(IUnitOfWork work, Actor by, string accountId, IReadOnlyCollection<AccountPower> powers, DateTime nowUtc, CancellationToken cancellationToken)
    {
        var context = EfUnitOfWork.ContextOf(work);
        var inForce = (await HoldersOf(context, accountId).Select(row => new { row.Power, row.HolderId }).ToListAsync(cancellationToken)).Select(row => (row.Power, row.HolderId)).ToHashSet();
        foreach (var holder in Authorship.Of(by).Where(holder => holder.UserId is { Length: > 0 } id && id != accountId))
        {
            foreach (var power in powers.Where(power => inForce.Add((power, holder.UserId!))))
            {
                context.AccountPowers.Add(new AccountPowerRow
                {
                    PowerId = ContentIds.New(),
                    AccountId = accountId,
                    Power = power,
                    HolderId = holder.UserId!,
                    HolderName = holder.UserName,
                    SinceUtc = nowUtc,
                });
            }
        }

        await context.SaveChangesAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<AccountPowerHolder>> FindAsync(IUnitOfWork work, string accountId, CancellationToken cancellationToken) =>
        PowersInForce.OfAsync(EfUnitOfWork.ContextOf(work), accountId, cancellationToken);

    /// <inheritdoc/>
    public async Task<bool> AreTwoPeopleAsync(IUnitOfWork work, string userId, string otherUserId, CancellationToken cancellationToken)
    {
        var context = EfUnitOfWork.ContextOf(work);
        var (one, other) = (await PeopleAsync(userId), await PeopleAsync(otherUserId));
        return !one.Overlaps(other);

        async Task<HashSet<string>> PeopleAsync(string id) =>
            [id, .. (await PowersInForce.BehindAsync(context, [id], cancellationToken)).Select(person => person.UserId!)];
    }

    /// <inheritdoc/>
    public async Task SetByMailAsync(IUnitOfWork work, string userId, DateTime nowUtc, CancellationToken cancellationToken)
    {
        var holders = await FindAsync(work, userId, cancellationToken);
        var chose = holders.Where(holder => holder.Power == AccountPower.MailAddress).ToList();
        foreach (var holder in chose)
        {
            // The link may have come to them, so that the new password is theirs.
            await RecordAsync(work, new Actor(holder.UserId, holder.UserName), userId, [AccountPower.Password], nowUtc, cancellationToken);
        }

        await EndAsync(work, userId, [AccountPower.KnownPassword], [], nowUtc, cancellationToken);
        await EndAsync(
            work, userId, [.. Enum.GetValues<AccountPower>().Where(power => power != AccountPower.SecondFactor)], [.. chose.Select(holder => holder.UserId)], nowUtc, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task ChangedInSessionAsync(IUnitOfWork work, string userId, bool hasMail, DateTime nowUtc, CancellationToken cancellationToken)
    {
        if (!hasMail)
        {
            await EndAsync(work, userId, [AccountPower.KnownPassword], [], nowUtc, cancellationToken);
        }

        if (!await HasOtherWayInAsync(work, userId, cancellationToken))
        {
            await EndAsync(work, userId, [AccountPower.Role, AccountPower.PrintedName], [], nowUtc, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async Task EnrolledAsync(IUnitOfWork work, string userId, DateTime nowUtc, CancellationToken cancellationToken)
    {
        if (!await HasOtherWayInAsync(work, userId, cancellationToken))
        {
            await EndAsync(work, userId, [AccountPower.SecondFactor], [], nowUtc, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public async Task EndAsync(
        IUnitOfWork work, string accountId, IReadOnlyCollection<AccountPower>? powers, IReadOnlyCollection<string> butOf, DateTime nowUtc, CancellationToken cancellationToken)
    {
        var kinds = powers ?? Enum.GetValues<AccountPower>();
        var ending = HoldersOf(EfUnitOfWork.ContextOf(work), accountId).Where(row => kinds.Contains(row.Power) && !butOf.Contains(row.HolderId));
        if ((await ending.Select(row => row.Power).Distinct().ToListAsync(cancellationToken)).Any(PowersInForce.IsWayIn))
        {
            var hasPassword = await EfUnitOfWork.ContextOf(work).Users.AnyAsync(user => user.Id == accountId && user.PasswordHash != null, cancellationToken);
            await EndWaysIn.OfAsync(work, Actor.System, accountId, hasPassword, nowUtc, cancellationToken);
        }

        await ending.ExecuteUpdateAsync(row => row.SetProperty(power => power.EndedUtc, nowUtc), cancellationToken);
    }

    private async Task<bool> HasOtherWayInAsync(IUnitOfWork work, string userId, CancellationToken cancellationToken) =>
        (await FindAsync(work, userId, cancellationToken)).Any(holder => PowersInForce.IsWayIn(holder.Power));

    private static IQueryable<AccountPowerRow> HoldersOf(GutCmsDbContext context, string accountId) =>
        context.AccountPowers.Where(row => row.AccountId == accountId && row.EndedUtc == null);
}
