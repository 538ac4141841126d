using System.ComponentModel.DataAnnotations;

namespace GutCms.Web.Features.Hosting;

/// <summary>Section <c>GutCms</c>: what every part of the site needs.</summary>
internal sealed class SiteOptions : IValidatableObject
{
    /// <summary>Name of the section.</summary>
    public const string Section = "GutCms";

    /// <summary>Folder of database file, keys and media; relative to the content root. The default: see <see cref="Folders.DefaultData"/>.</summary>
    [Required(AllowEmptyStrings = false, ErrorMessage = "GutCms:DataDirectory is empty, and this account has no folder for data: give it a folder.")]
    public string DataDirectory { get; set; } = "";

    /// <summary>Folder of files that hold a setting each, see <see cref="SecretFiles"/>; null: the usual ones.</summary>
    public string? SecretsDirectory { get; set; }

    /// <summary>The site starts even where other accounts of the machine can read or write its files.</summary>
    public bool AllowReadableDataDirectory { get; set; }

    /// <summary>Address under which readers find the site; null: only a trial on loopback has one of its own, see <see cref="SiteAddress"/>.</summary>
    public Uri? PublicUrl { get; set; }

    /// <summary>The public address may be http though it is not on this machine.</summary>
    public bool AllowHttp { get; set; }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (PublicUrl is not { } url)
        {
            yield break;
        }

        if (!(url.IsAbsoluteUri && url.Scheme is "http" or "https" && url.Query.Length == 0 && url.Fragment.Length == 0 && url.UserInfo.Length == 0))
        {
            yield return new ValidationResult($"GutCms:PublicUrl is '{url.OriginalString}': give it an absolute http or https address without user name and query, or nothing.");
        }
        else if (url is { Scheme: "http", IsLoopback: false } && !AllowHttp)
        {
            yield return new ValidationResult(
                $"GutCms:PublicUrl is '{url.OriginalString}': outside this machine it has to be https, or nobody can be sure whose certificates they read. GutCms:AllowHttp=true takes http all the same.");
        }
    }
}
