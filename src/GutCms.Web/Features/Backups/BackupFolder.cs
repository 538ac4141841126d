using System.Globalization;
using GutCms.Web.Features.Hosting;
using Microsoft.Extensions.Options;

namespace GutCms.Web.Features.Backups;

/// <summary>The folder of scheduled backups: files <c>gutcms-20261130T061500Z.zip</c>, named by their moment.</summary>
internal sealed class BackupFolder(IOptions<BackupOptions> options, DataDirectory data)
{
    private const string NameFormat = "'gutcms-'yyyyMMdd'T'HHmmss'Z.zip'";

    /// <summary>Full path; null: none is configured.</summary>
    public string? FullPath { get; } = options.Value.Folder is { Length: > 0 } folder ? Path.GetFullPath(folder, data.FullPath) : null;

    /// <summary>What a backup of a moment is called.</summary>
    public static string NameOf(DateTime moment) => moment.ToString(NameFormat, CultureInfo.InvariantCulture);

    /// <summary>Where a backup of a moment lies.</summary>
    public string NewPath(DateTime moment) => Path.Combine(FullPath!, NameOf(moment));

    /// <summary>Those that there are, oldest first; other files count for nothing.</summary>
    public IReadOnlyList<(string Path, DateTime TakenUtc)> List() =>
    [
        .. Directory.EnumerateFiles(FullPath!, "gutcms-*.zip")
            .Select(path => (Path: path, Taken: MomentOf(Path.GetFileName(path)))).Where(file => file.Taken is not null)
            .Select(file => (file.Path, file.Taken!.Value)).OrderBy(file => file.Value),
    ];

    /// <summary>The moment that a backup is named by; null: it is none of them.</summary>
    public static DateTime? MomentOf(string name) =>
        DateTime.TryParseExact(name, NameFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment) ? moment : null;
}
