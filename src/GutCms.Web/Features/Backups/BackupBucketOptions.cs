using GutCms.Web.Features.Buckets;
using Microsoft.Extensions.Options;

namespace GutCms.Web.Features.Backups;

/// <summary>Section <c>GutCms:Backup:S3</c>: a bucket into which backups of the folder are copied.</summary>
internal sealed class BackupBucketOptions() : BucketOptions(Section)
{
    /// <summary>Name of the section.</summary>
    public const string Section = "GutCms:Backup:S3";
}

/// <summary>What is copied is made in a folder first.</summary>
internal sealed class BackupBucketNeedsFolder(IOptions<BackupOptions> backups) : IValidateOptions<BackupBucketOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, BackupBucketOptions options) => options.IsUsed && string.IsNullOrEmpty(backups.Value.Folder)
        ? ValidateOptionsResult.Fail("GutCms:Backup:S3:Bucket needs GutCms:Backup:Folder: backups are made there, and copied into the bucket.")
        : ValidateOptionsResult.Success;
}
