using GutCms.Web.Features.Errors;

namespace GutCms.Web.Features.Hosting;

/// <summary>
/// Tells who works with a data directory: any number of sites that serve, or one process that puts another database in its place. A lock of the operating system: a killed process cannot leave it behind.
/// </summary>
internal sealed class ServingLock(DataDirectory data)
{
    private string FilePath => Path.Combine(data.FullPath, ".serving-lock");

    /// <summary>For a site that serves, until it is disposed of.</summary>
    /// <exception cref="SiteCannotRunException">A backup is being restored.</exception>
    public FileStream Share() => Take(FileAccess.Read, FileShare.Read) ?? throw new SiteCannotRunException($"A backup is being restored in {data.FullPath}. Start the site when that is done.");

    /// <summary>For whoever replaces what a site serves, until it is disposed of.</summary>
    /// <exception cref="SiteCannotRunException">A site serves.</exception>
    public FileStream TakeAlone() => Take(FileAccess.ReadWrite, FileShare.None) ?? throw new SiteCannotRunException($"A site serves from {data.FullPath}. Stop it first.");

    private FileStream? Take(FileAccess access, FileShare share)
    {
        try
        {
            return new FileStream(FilePath, FileMode.OpenOrCreate, access, share);
        }
        catch (IOException) when (File.Exists(FilePath))
        {
            return null;
        }
    }
}
