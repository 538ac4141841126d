using System.ComponentModel.DataAnnotations;

namespace GutCms.Web.Storage.Databases;

/// <summary>Where the database is and how long a writer waits. Configuration section <c>GutCms</c>.</summary>
public sealed class StorageOptions
{
    /// <summary>What <see cref="IdleWriterSeconds"/> is where nothing is configured.</summary>
    public const int DefaultIdleWriterSeconds = 60;

    /// <summary>Folder of the SQLite database file, keys and media. A relative path starts at the content root.</summary>
    [Required]
    public string DataDirectory { get; set; } = "";

    /// <summary>Seconds that a writer waits for the one before it, 1 to 600.</summary>
    [Range(1, 600)]
    public int BusyTimeoutSeconds { get; set; } = 30;

    /// <summary>Seconds after which PostgreSQL ends a change of which it hears nothing more, so that a node that is cut off does not keep the others from writing, 1 to 3600.</summary>
    [Range(1, 3600)]
    public int IdleWriterSeconds { get; set; } = DefaultIdleWriterSeconds;
}
