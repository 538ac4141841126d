namespace GutCms.Core.Media.UseCases;

/// <summary>Turns at pictures, for the whole site: what is in memory at once has a bound. Who uploads does not wait for readers, nor they for him.</summary>
public sealed class MediaTurns : IDisposable
{
    /// <summary>So many who wait for a turn of either kind; more are sent away.</summary>
    public const int MostWaiting = 32;

    /// <summary>Variants that are made at once, and uploads that are received and read at once.</summary>
    public const int VariantsAtOnce = 2, UploadsAtOnce = 4;

    /// <summary>For whoever asks for a variant that was not made yet.</summary>
    public Turns Variants { get; } = new(VariantsAtOnce, MostWaiting);

    /// <summary>For whoever uploads.</summary>
    public Turns Uploads { get; } = new(UploadsAtOnce, MostWaiting);

    /// <inheritdoc/>
    public void Dispose()
    {
        Variants.Dispose();
        Uploads.Dispose();
    }
}

/// <summary>So many at once, and so many who wait.</summary>
/// <param name="atOnce">How many have a turn at once.</param>
/// <param name="mostWaiting">How many wait for one at most.</param>
public sealed class Turns(int atOnce, int mostWaiting) : IDisposable
{
    private readonly SemaphoreSlim _free = new(atOnce);
    private int _there;

    /// <summary>Waits for a turn and does something in it.</summary>
    /// <exception cref="MediaBusyException">Too many wait already; nothing was done.</exception>
    public async Task<T> RunAsync<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);
        try
        {
            if (Interlocked.Increment(ref _there) > atOnce + mostWaiting)
            {
                throw new MediaBusyException();
            }

            await _free.WaitAsync(cancellationToken);
            try
            {
                return await work();
            }
            finally
            {
                _free.Release();
            }
        }
        finally
        {
            Interlocked.Decrement(ref _there);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _free.Dispose();
}

/// <summary>Too many wait for a turn at pictures. Nothing was done, and trying again may succeed.</summary>
public sealed class MediaBusyException : Exception
{
    /// <summary>Creates the exception.</summary>
    public MediaBusyException()
        : base("Too many pictures are being made or taken at once.")
    {
    }

    /// <summary>Creates the exception.</summary>
    public MediaBusyException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    public MediaBusyException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
