using GutCms.Core.Storage;

namespace GutCms.Core.Media.UseCases;

/// <summary>Which pictures the library knows, in memory: bytes of others are not shown, whatever lies in the store. Another node may have deleted one, so nothing is believed for long.</summary>
public sealed class KnownMedia(IContentStore content, IMediaLibrary library, TimeProvider time)
{
    private const int Most = 10_000;

    /// <summary>How long it is believed that a picture is there.</summary>
    public static TimeSpan Believed { get; } = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, DateTimeOffset> _seen = new(StringComparer.Ordinal);
    private int _forgotten;

    /// <summary>Whether the library knows a picture.</summary>
    public async Task<bool> HoldsAsync(string sha256, CancellationToken cancellationToken)
    {
        int before;
        lock (_gate)
        {
            if (_seen.TryGetValue(sha256, out var at) && time.GetUtcNow() - at < Believed)
            {
                return true;
            }

            before = _forgotten;
        }

        // Before it is read: what is deleted meanwhile is not believed for longer.
        var asked = time.GetUtcNow();
        await using var work = await content.ReadAsync(cancellationToken);
        if (await library.FindAsync(work, sha256, cancellationToken) is null)
        {
            return false;
        }

        lock (_gate)
        {
            // What was deleted since it was read is not remembered.
            if (before == _forgotten)
            {
                if (_seen.Count >= Most)
                {
                    _seen.Clear();
                }

                _seen[sha256] = asked;
            }
        }

        return true;
    }

    /// <summary>The library does not know a picture any more.</summary>
    public void Forget(string sha256)
    {
        lock (_gate)
        {
            _seen.Remove(sha256);
            _forgotten++;
        }
    }
}
