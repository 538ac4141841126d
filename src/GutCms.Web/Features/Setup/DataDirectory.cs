using GutCms.Web.Cli;
using Microsoft.Extensions.Options;

namespace GutCms.Web.Features.Setup;

/// <summary>The folder that holds database file, keys and media.</summary>
internal sealed class DataDirectory(IOptions<SiteOptions> options, IWebHostEnvironment environment)
{
    /// <summary>Full path.</summary>
    public string FullPath { get; } = Path.GetFullPath(options.Value.DataDirectory, environment.ContentRootPath);

    /// <summary>Creates the folder where it is missing and proves that files can be written into it.</summary>
    /// <exception cref="CommandFailedException">It cannot be written.</exception>
    public void Prepare()
    {
        try
        {
            Directory.CreateDirectory(FullPath);
            using var probe = new FileStream(
                Path.Combine(FullPath, $".write-test-{Environment.ProcessId}"), FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException(
                $"The data directory {FullPath} cannot be written ({exception.Message.TrimEnd('.')}). Change its permissions, or set GutCms__DataDirectory to another folder.",
                ExitCode.Environment,
                exception);
        }
    }
}
