using GutCms.Core.Storage;
using GutCms.Web.Features.People;
using GutCms.Web.Storage.Retention;
using Microsoft.Extensions.Options;

namespace GutCms.Web.Features.Retention;

/// <summary>Lets go what is kept about people for a time only: names of anonymous signers, addresses of refused attempts, preview links. What was done already is not done again, so every node may.</summary>
internal sealed class ForgetInTime(IContentStore store, ForgetPerson people, IOptions<RetentionOptions> options, TimeProvider time)
{
    /// <summary>Does what is due.</summary>
    public async Task ExecuteAsync(CancellationToken cancellationToken)
    {
        await people.ForgetDueNamesAsync(cancellationToken);
        var now = time.GetUtcNow().UtcDateTime;
        var (addresses, links) = (now.Date.AddDays(-options.Value.AddressDays), now.AddDays(-options.Value.PreviewLinkDays));
        await using (var reading = await store.ReadAsync(cancellationToken))
        {
            if (!await OldRows.AnyAsync(reading, addresses, links, cancellationToken))
            {
                return;
            }
        }

        await using var work = await store.BeginAsync(cancellationToken);
        await OldRows.RemoveAddressesAsync(work, addresses, cancellationToken);
        await OldRows.RemovePreviewLinksAsync(work, links, cancellationToken);
        await work.CommitAsync(cancellationToken);
    }
}
