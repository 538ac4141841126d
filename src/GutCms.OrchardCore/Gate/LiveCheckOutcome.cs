namespace GutCms.OrchardCore.Gate;

/// <summary>What the last check of what is live came to, in this process, for the site's health checks.</summary>
internal sealed class LiveCheckOutcome
{
    private volatile bool _hasFailed;

    /// <summary>It could not be made.</summary>
    public bool HasFailed
    {
        get => _hasFailed;
        set => _hasFailed = value;
    }
}
