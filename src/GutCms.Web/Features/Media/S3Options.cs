using System.ComponentModel.DataAnnotations;

namespace GutCms.Web.Features.Media;

/// <summary>Section <c>GutCms:Media:S3</c>: a bucket of a store that speaks S3, in which pictures are kept in place of a folder. Nodes of one site share it, and nobody else.</summary>
internal sealed class S3Options : IValidatableObject
{
    /// <summary>Name of the section.</summary>
    public const string Section = "GutCms:Media:S3";

    /// <summary>Name of the bucket; empty: pictures are kept in the folder.</summary>
    public string Bucket { get; set; } = "";

    /// <summary>Address of the store; empty: that of Amazon in the region.</summary>
    [RegularExpression("https?://[^\\s?#]+", ErrorMessage = "GutCms:Media:S3:Endpoint is no address: write https://store.example.")]
    public string Endpoint { get; set; } = "";

    /// <summary>Region that requests are signed for.</summary>
    [Required]
    public string Region { get; set; } = "us-east-1";

    /// <summary>Id of the key; empty: what the machine gives (environment, role of the machine).</summary>
    public string AccessKeyId { get; set; } = "";

    /// <summary>The secret of the key.</summary>
    public string SecretAccessKey { get; set; } = "";

    /// <summary>What the names of all objects begin with, for a bucket in which there is something else too; with a slash at its end.</summary>
    [RegularExpression("[-_./a-zA-Z0-9]*/", ErrorMessage = "GutCms:Media:S3:Prefix ends with a slash and has letters, digits, dots, hyphens and slashes only.")]
    public string Prefix { get; set; } = "";

    /// <summary>The bucket stands in the path of addresses, not in the name of the host.</summary>
    public bool PathStyle { get; set; } = true;

    /// <summary>Pictures are kept there.</summary>
    public bool IsUsed => Bucket.Length > 0;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if ((AccessKeyId.Length == 0) != (SecretAccessKey.Length == 0))
        {
            yield return new("GutCms:Media:S3:AccessKeyId and GutCms:Media:S3:SecretAccessKey go together: give both, or neither.");
        }
    }
}
