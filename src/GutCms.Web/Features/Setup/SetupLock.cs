using GutCms.Web.Features.Errors;
using GutCms.Web.Features.Hosting;


namespace GutCms.Web.Features.Setup;

/// <summary>
/// Lets one process at a time prepare a data directory, so that a set-up that fails can remove its database and nobody else's.
/// A lock of the operating system: a killed process cannot leave it behind.
/// </summary>
internal sealed class SetupLock(DataDirectory data, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(50);

    /// <summary>Waits for the lock; disposing gives it back. The file stays, since removing it would let two processes hold it.</summary>
    /// <exception cref="SiteCannotRunException">Another process holds it for too long.</exception>
    public async Task<IDisposable> TakeAsync(CancellationToken cancellationToken)
    {
        var path = Path.Combine(data.FullPath, ".setup-lock");
        var start = time.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(path) && time.GetElapsedTime(start) < Patience)
            {
                await Task.Delay(RetryInterval, time, cancellationToken);
            }
            catch (IOException exception)
            {
                throw new SiteCannotRunException(
                    $"Another process has been preparing the data directory {data.FullPath} for more than {Patience.TotalMinutes} minutes. Try again when it has finished.",
                    exception);
            }
        }
    }
}
