using GutCms.Core.Content.Items;
using GutCms.Web.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace GutCms.Web.Storage.Delivery;

/// <summary>What the numbers of changes belong to.</summary>
internal static class ChangeHistory
{
    /// <summary>An earlier state has taken the place of the database: whoever followed it holds what is not there any more, and is told to begin anew.</summary>
    public static Task BeginAnewAsync(GutCmsDbContext context, CancellationToken cancellationToken) =>
        context.Database.ExecuteSqlAsync($"UPDATE \"DeliveryState\" SET \"History\" = {ContentIds.New()}", cancellationToken);
}
