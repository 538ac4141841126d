using GutCms.Core.Previews;
using Microsoft.EntityFrameworkCore;

namespace GutCms.Web.Storage.Model;

/// <summary>Table of preview links. Of the token only the hash is in the database.</summary>
internal static class PreviewModel
{
    public static void Configure(ModelBuilder builder) => builder.Entity<PreviewLink>(link =>
    {
        link.ToTable("PreviewLinks");
        link.HasKey(row => row.LinkId);
        link.HasIndex(row => row.TokenHash).IsUnique();
        link.HasIndex(row => row.ContentItemId);
    });
}
