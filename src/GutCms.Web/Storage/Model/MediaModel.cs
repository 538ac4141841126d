using GutCms.Core.Media;
using Microsoft.EntityFrameworkCore;

namespace GutCms.Web.Storage.Model;

/// <summary>Table of what is known of pictures. Their bytes are files.</summary>
internal static class MediaModel
{
    public static void Configure(ModelBuilder builder) => builder.Entity<MediaFile>(file =>
    {
        file.ToTable("MediaFiles");
        file.HasKey(row => row.Sha256);
        file.HasIndex(row => new { row.UploadedUtc, row.Sha256 });
    });
}
