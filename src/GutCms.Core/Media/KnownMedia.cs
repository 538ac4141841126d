using GutCms.Core.Storage;

namespace GutCms.Core.Media;

/// <summary>Which pictures the library knows, in memory: bytes of others are not shown, whatever lies in the store.</summary>
public sealed class KnownMedia(IContentStore content, IMediaLibrary library)
{
    private const int Most = 10_000;

    private readonly Lock _gate = new();
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private int _forgotten;

    /// <summary>Whether the library knows a picture.</summary>
    public async Task<bool> HoldsAsync(string sha256, CancellationToken cancellationToken)
    {
        int before;
        lock (_gate)
        {
            if (_ids.Contains(sha256))
            {
                return true;
            }

            before = _forgotten;
        }

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
                if (_ids.Count >= Most)
                {
                    _ids.Clear();
                }

                _ids.Add(sha256);
            }
        }

        return true;
    }

    /// <summary>The library does not know a picture any more.</summary>
    public void Forget(string sha256)
    {
        lock (_gate)
        {
            _ids.Remove(sha256);
            _forgotten++;
        }
    }
}
