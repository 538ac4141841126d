using GutCms.Core.WorkingCopies;
using Microsoft.EntityFrameworkCore;

namespace GutCms.Web.Storage.Model;

/// <summary>Table of what people are writing and have not saved. It refers to nothing and nothing refers to it; it goes with the account.</summary>
internal static class WorkingCopyModel
{
    public static void Configure(ModelBuilder builder) => builder.Entity<WorkingCopy>(copy =>
    {
        copy.ToTable("WorkingCopies");
        copy.HasKey(row => new { row.UserId, row.CopyId });
        copy.HasOne<GutCmsUser>().WithMany().HasForeignKey(row => row.UserId).OnDelete(DeleteBehavior.Cascade);
        copy.HasIndex(row => row.SavedUtc);
    });
}
