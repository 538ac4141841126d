using GutCms.Core.Reviews.Model;
using Microsoft.EntityFrameworkCore;

namespace GutCms.Web.Storage.Model;

/// <summary>Table of which versions people have opened last. It refers to no content and nothing refers to it; it goes with the account.</summary>
internal static class LookModel
{
    public static void Configure(ModelBuilder builder) => builder.Entity<Look>(look =>
    {
        look.ToTable("Looks");
        look.HasKey(row => new { row.UserId, row.ContentItemId });
        look.HasOne<GutCmsUser>().WithMany().HasForeignKey(row => row.UserId).OnDelete(DeleteBehavior.Cascade);
    });
}
