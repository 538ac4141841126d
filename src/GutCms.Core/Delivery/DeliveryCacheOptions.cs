using System.ComponentModel.DataAnnotations;

namespace GutCms.Core.Delivery;

/// <summary>Limits of the cache of delivery documents. Configuration section <c>GutCms:Delivery</c>.</summary>
public sealed class DeliveryCacheOptions
{
    /// <summary>Size of the cache in this process in MiB (of an Orchard Core site: of each tenant), 0 to 65536; 0 turns it off.</summary>
    [Range(0, 65536)]
    public int CacheMegabytes { get; set; } = 64;
}
