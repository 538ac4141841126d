using System.ComponentModel.DataAnnotations;

namespace GutCms.Web.Features.Setup;

/// <summary>Section <c>GutCms</c>: what every part of the site needs.</summary>
internal sealed class SiteOptions : IValidatableObject
{
    /// <summary>Name of the section.</summary>
    public const string Section = "GutCms";

    /// <summary>Folder of database file, keys and media; relative to the content root.</summary>
    [Required(AllowEmptyStrings = false, ErrorMessage = "GutCms:DataDirectory is empty: give it a folder.")]
    public string DataDirectory { get; set; } = "App_Data";

    /// <summary>Public address for absolute links, http or https; null: the address of the request.</summary>
    public Uri? PublicUrl { get; set; }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (PublicUrl is { } url && !(url.IsAbsoluteUri && url.Scheme is "http" or "https" && url.Query.Length == 0 && url.Fragment.Length == 0))
        {
            yield return new ValidationResult($"GutCms:PublicUrl is '{url.OriginalString}': give it an absolute http or https address without query, or nothing.");
        }
    }
}
