using GutCms.Core.Content.Items;
using GutCms.Core.Storage;
using GutCms.Web.Storage.Model;
using GutCms.Web.Storage.Reviews;
using GutCms.Web.Storage.UnitOfWork;
using Microsoft.EntityFrameworkCore;

namespace GutCms.Web.Storage.Retention;

/// <summary>Addresses of people who are not signed in, in the transaction of a unit of work.</summary>
internal sealed class EfAddressBook : IAddressBook
{
    /// <inheritdoc/>
    public async Task<string> NameAsync(IUnitOfWork work, string address, DateTime nowUtc, CancellationToken cancellationToken)
    {
        var context = EfUnitOfWork.ContextOf(work);
        var day = nowUtc.Date;
        if (await context.SourceAddresses.AsNoTracking().FirstOrDefaultAsync(row => row.DayUtc == day && row.Address == address, cancellationToken) is { } known)
        {
            return known.SourceId;
        }

        var source = new SourceAddressRow { SourceId = ContentIds.New(), DayUtc = day, Address = address };
        context.SourceAddresses.Add(source);
        await context.SaveAndForgetAsync(cancellationToken);
        return source.SourceId;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, string>> FindAsync(IUnitOfWork work, IReadOnlyCollection<string> sources, CancellationToken cancellationToken) =>
        await EfUnitOfWork.ContextOf(work).SourceAddresses.AsNoTracking().Where(row => sources.Contains(row.SourceId)).ToDictionaryAsync(row => row.SourceId, row => row.Address, StringComparer.Ordinal, cancellationToken);
}
