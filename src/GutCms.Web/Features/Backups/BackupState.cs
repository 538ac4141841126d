namespace GutCms.Web.Features.Backups;

/// <summary>What this process knows of the scheduled backups.</summary>
internal sealed class BackupState
{
    private volatile Known? _last;

    /// <summary>What it knows.</summary>
    /// <param name="NewestUtc">When the newest one was made; null: there is none.</param>
    /// <param name="Failed">The last attempt failed.</param>
    public sealed record Known(DateTime? NewestUtc, bool Failed);

    /// <summary>Null: nobody has looked yet.</summary>
    public Known? Last
    {
        get => _last;
        set => _last = value;
    }
}
