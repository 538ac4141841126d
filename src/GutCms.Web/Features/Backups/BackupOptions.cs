using System.ComponentModel.DataAnnotations;

namespace GutCms.Web.Features.Backups;

/// <summary>Section <c>GutCms:Backup</c>: backups that the site makes by itself.</summary>
internal sealed class BackupOptions : IValidatableObject
{
    /// <summary>Name of the section.</summary>
    public const string Section = "GutCms:Backup";

    /// <summary>Folder of the backups; relative to the data directory. Null: the site makes none.</summary>
    public string? Folder { get; set; }

    /// <summary>Hours after which another one is due, 1 to 168.</summary>
    [Range(1, 168, ErrorMessage = "GutCms:Backup:EveryHours has to be 1 to 168.")]
    public int EveryHours { get; set; } = 24;

    /// <summary>So many of the newest are always kept, 1 to 1000.</summary>
    [Range(1, 1000, ErrorMessage = "GutCms:Backup:Keep has to be 1 to 1000.")]
    public int Keep { get; set; } = 7;

    /// <summary>Days for which the others are kept, 1 to 3650.</summary>
    [Range(1, 3650, ErrorMessage = "GutCms:Backup:KeepDays has to be 1 to 3650.")]
    public int KeepDays { get; set; } = 30;

    /// <summary>Hours after which it is an alarm that there is no newer one, 1 to 1000.</summary>
    [Range(1, 1000, ErrorMessage = "GutCms:Backup:AlarmHours has to be 1 to 1000.")]
    public int AlarmHours { get; set; } = 48;

    /// <summary>Those of backups that are kept no longer.</summary>
    /// <param name="all">All that there are, oldest first.</param>
    /// <param name="nowUtc">Now.</param>
    public IEnumerable<(string Name, DateTime TakenUtc)> OutdatedOf(IReadOnlyList<(string Name, DateTime TakenUtc)> all, DateTime nowUtc) =>
        all.Take(Math.Max(0, all.Count - Keep)).Where(backup => nowUtc - backup.TakenUtc > TimeSpan.FromDays(KeepDays));

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (AlarmHours < EveryHours)
        {
            yield return new ValidationResult($"GutCms:Backup:AlarmHours is {AlarmHours}: give it at least the {EveryHours} of GutCms:Backup:EveryHours.");
        }
    }
}
