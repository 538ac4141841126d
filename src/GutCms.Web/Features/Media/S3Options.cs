using GutCms.Web.Features.Buckets;

namespace GutCms.Web.Features.Media;

/// <summary>Section <c>GutCms:Media:S3</c>: a bucket in which pictures are kept in place of a folder.</summary>
internal sealed class S3Options() : BucketOptions(Section)
{
    /// <summary>Name of the section.</summary>
    public const string Section = "GutCms:Media:S3";
}
