using GutCms.Web.Cli.Outcomes;

namespace GutCms.Web.Cli;

/// <summary>Opens files that arguments name, and says in one line when that fails.</summary>
internal static class CommandFiles
{
    /// <summary>Opens a file for reading.</summary>
    /// <exception cref="CommandFailedException">It cannot be read.</exception>
    public static FileStream OpenRead(FileInfo file)
    {
        try
        {
            return file.OpenRead();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException($"{file.FullName} cannot be read: {exception.Message}", ExitCode.Environment, exception);
        }
    }

    /// <summary>Creates a file that does not exist yet.</summary>
    /// <exception cref="CommandFailedException">It exists, or cannot be written.</exception>
    public static FileStream Create(FileInfo file)
    {
        try
        {
            return new FileStream(file.FullName, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException($"{file.FullName} cannot be written: {exception.Message}", ExitCode.Environment, exception);
        }
    }
}
