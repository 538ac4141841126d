using GutCms.Web.Features.Errors;
using Microsoft.Extensions.Options;

namespace GutCms.Web.Features.Hosting;

/// <summary>The folder that holds database file, keys and media. It is the site's account's alone.</summary>
internal sealed class DataDirectory(IOptions<SiteOptions> options, IWebHostEnvironment environment)
{
    /// <summary>Full path.</summary>
    public string FullPath { get; } = Path.GetFullPath(options.Value.DataDirectory, environment.ContentRootPath);

    /// <summary>Creates the folder where it is missing, and proves that files can be written into it and that nobody else can read them.</summary>
    /// <exception cref="SiteCannotRunException">It cannot be written, or others can read or write what is in it.</exception>
    public void Prepare()
    {
        if (Folders.IsInProgram(FullPath))
        {
            throw new SiteCannotRunException(
                $"The data directory {FullPath} lies in the folder of the program, which an upgrade replaces, and the site with it. Set GutCms__DataDirectory to a folder elsewhere.");
        }

        try
        {
            // The mask of the process keeps it private.
            Directory.CreateDirectory(FullPath);
            using var probe = new FileStream(
                Path.Combine(FullPath, $".write-test-{Environment.ProcessId}"), FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SiteCannotRunException(
                $"The data directory {FullPath} cannot be written ({exception.Message.TrimEnd('.')}). Change its permissions, or set GutCms__DataDirectory to another folder.",
                exception);
        }

        if (!options.Value.AllowReadableDataDirectory && PrivateFiles.FindOpen(FullPath) is { } open)
        {
            throw new SiteCannotRunException(
                $"Other accounts of this machine can read or write {open}. With what the data directory holds they can forge sessions and certificates. Mend it with: chmod -R go= '{FullPath}' "
                + "(or set GutCms__AllowReadableDataDirectory to true if that is meant).");
        }
    }
}
