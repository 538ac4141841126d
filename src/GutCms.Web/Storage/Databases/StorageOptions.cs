using System.ComponentModel.DataAnnotations;

namespace GutCms.Web.Storage.Databases;

/// <summary>Where the database is and how long a writer waits. Configuration section <c>GutCms</c>.</summary>
public sealed class StorageOptions
{
    /// <summary>Folder of the SQLite database file, keys and media. A relative path starts at the content root.</summary>
    [Required]
    public string DataDirectory { get; set; } = "App_Data";

    /// <summary>Seconds that a writer waits for the one before it, 1 to 600.</summary>
    [Range(1, 600)]
    public int BusyTimeoutSeconds { get; set; } = 30;
}

/// <summary>Limits of the cache of delivery documents. Configuration section <c>GutCms:Delivery</c>.</summary>
public sealed class DeliveryCacheOptions
{
    /// <summary>Size of the cache in this process in MiB, 0 to 65536; 0 turns it off.</summary>
    [Range(0, 65536)]
    public int CacheMegabytes { get; set; } = 64;
}
