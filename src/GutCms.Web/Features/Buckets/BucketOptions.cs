using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;

namespace GutCms.Web.Features.Buckets;

/// <summary>A bucket of a store that speaks S3. Nodes of one site share it, and nobody else, or not under the same prefix.</summary>
/// <param name="section">Name of its section.</param>
internal abstract partial class BucketOptions(string section) : IValidatableObject
{
    /// <summary>Name of the bucket; empty: it is not used.</summary>
    public string Bucket { get; set; } = "";

    /// <summary>Address of the store; empty: that of Amazon in the region.</summary>
    public string Endpoint { get; set; } = "";

    /// <summary>Region that requests are signed for.</summary>
    [Required]
    public string Region { get; set; } = "us-east-1";

    /// <summary>Id of the key; empty: what the machine gives (environment, role of the machine).</summary>
    public string AccessKeyId { get; set; } = "";

    /// <summary>The secret of the key.</summary>
    public string SecretAccessKey { get; set; } = "";

    /// <summary>What the names of all objects begin with, for a bucket in which there is something else too; with a slash at its end.</summary>
    public string Prefix { get; set; } = "";

    /// <summary>The bucket stands in the path of addresses, not in the name of the host.</summary>
    public bool PathStyle { get; set; } = true;

    /// <summary>It is used.</summary>
    public bool IsUsed => Bucket.Length > 0;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Endpoint.Length > 0 && !Address().IsMatch(Endpoint))
        {
            yield return new($"{section}:Endpoint is no address: write https://store.example.");
        }

        if (!Names().IsMatch(Prefix))
        {
            yield return new($"{section}:Prefix ends with a slash and has letters, digits, dots, hyphens and slashes only.");
        }

        if ((AccessKeyId.Length == 0) != (SecretAccessKey.Length == 0))
        {
            yield return new($"{section}:AccessKeyId and {section}:SecretAccessKey go together: give both, or neither.");
        }
    }

    [GeneratedRegex(@"\Ahttps?://[^\s?#]+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Address();

    [GeneratedRegex(@"\A(?:[-_./a-zA-Z0-9]*/)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Names();
}
