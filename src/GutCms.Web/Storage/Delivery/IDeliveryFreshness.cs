using GutCms.Core.Delivery;

namespace GutCms.Web.Storage.Delivery;

/// <summary>Finds out what other processes have published.</summary>
internal interface IDeliveryFreshness
{
    /// <summary>Brings <see cref="DeliveryCache"/> up to date where that is due and says whether it may be used now. Called for every request: cheap, without waiting.</summary>
    bool CanUseCache();

    /// <summary>How long ago the cache was last known to be up to date; zero: it is. Null: it never was.</summary>
    TimeSpan? SinceFresh { get; }
}
