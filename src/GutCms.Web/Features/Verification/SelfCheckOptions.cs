using System.ComponentModel.DataAnnotations;

namespace GutCms.Web.Features.Verification;

/// <summary>Section <c>GutCms:SelfCheck</c>: how often the site verifies itself, and where checkpoints of its audit log go.</summary>
internal sealed class SelfCheckOptions : IValidatableObject
{
    /// <summary>Name of the section.</summary>
    public const string Section = "GutCms:SelfCheck";

    /// <summary>Hours in which every live document is compared once, 1 to 24. The log and the records are compared with each part, and at every start.</summary>
    [Range(1, 24, ErrorMessage = "GutCms:SelfCheck:EveryHours has to be 1 to 24.")]
    public int EveryHours { get; set; } = 12;

    /// <summary>A site that finds a fault of the audit log when it starts does not serve. Otherwise it serves what fits, and says so.</summary>
    public bool StopOnLogFault { get; set; }

    /// <summary>Folder of the checkpoints; relative to the data directory. Processes that share a database should share it.</summary>
    [Required(AllowEmptyStrings = false, ErrorMessage = "GutCms:SelfCheck:CheckpointFolder is empty: give it a folder.")]
    public string CheckpointFolder { get; set; } = "checkpoints";

    /// <summary>Hours after which another checkpoint is due, 1 to 168.</summary>
    [Range(1, 168, ErrorMessage = "GutCms:SelfCheck:CheckpointHours has to be 1 to 168.")]
    public int CheckpointHours { get; set; } = 24;

    /// <summary>Entries of the log after which another checkpoint is due, 1 to 1000000.</summary>
    [Range(1, 1_000_000, ErrorMessage = "GutCms:SelfCheck:CheckpointEntries has to be 1 to 1000000.")]
    public int CheckpointEntries { get; set; } = 1000;

    /// <summary>Address to which each checkpoint is sent by mail; null: none.</summary>
    [EmailAddress(ErrorMessage = "GutCms:SelfCheck:CheckpointMail has to be a mail address.")]
    public string? CheckpointMail { get; set; }

    /// <summary>Address to which each checkpoint is sent by <c>POST</c> as <c>application/jose</c>, http or https; null: none.</summary>
    public Uri? CheckpointUrl { get; set; }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (CheckpointUrl is { } url && !(url.IsAbsoluteUri && url.Scheme is "http" or "https"))
        {
            yield return new ValidationResult($"GutCms:SelfCheck:CheckpointUrl is '{url.OriginalString}': give it an absolute http or https address, or nothing.");
        }
    }
}
