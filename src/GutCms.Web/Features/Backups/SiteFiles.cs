using System.Globalization;
using System.Text.RegularExpressions;
using GutCms.Core.Verification;
using GutCms.Web.Storage.Backup;

namespace GutCms.Web.Features.Backups;

/// <summary>What of the data directory is in a backup beside the database.</summary>
internal static partial class SiteFiles
{
    /// <summary>Where pictures stand in a backup, and in the data directory.</summary>
    public const string Look = "look/";

    /// <summary>Where pictures of the library stand in a backup.</summary>
    public const string Media = "media/";

    /// <summary>Where checkpoints stand in a backup.</summary>
    public const string Checkpoints = "checkpoints/";

    private const string CheckpointEnding = ".jws";

    /// <summary>Pictures that somebody has put into the folder of the site's look.</summary>
    public static IEnumerable<string> PicturesIn(string dataDirectory) =>
        Path.Combine(dataDirectory, Look) is var folder && Directory.Exists(folder) ? Directory.EnumerateFiles(folder).Where(file => FileName().IsMatch(Path.GetFileName(file))).Order(StringComparer.Ordinal) : [];

    /// <summary>Name of the part with a checkpoint.</summary>
    public static string PartOf(KeptCheckpoint checkpoint) => Checkpoints + checkpoint.Name + CheckpointEnding;

    /// <summary>Whether a checkpoint, which is named by the entry that it covers, is of a log that ends with an entry.</summary>
    public static bool IsUpTo(string checkpoint, long lastEntry) =>
        long.TryParse(checkpoint, NumberStyles.None, CultureInfo.InvariantCulture, out var covers) && covers <= lastEntry && FileName().IsMatch(checkpoint);

    /// <summary>The names of files in a backup that stand under a folder of it, without that folder and never leading elsewhere.</summary>
    public static IReadOnlyList<string> NamesUnder(this BackupManifest manifest, string folder) =>
        [.. manifest.Parts.Where(part => part.Name.StartsWith(folder, StringComparison.Ordinal)).Select(part => part.Name[folder.Length..]).Where(name => FileName().IsMatch(name))];

    [GeneratedRegex(@"\A[A-Za-z0-9_][A-Za-z0-9._ -]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex FileName();
}
