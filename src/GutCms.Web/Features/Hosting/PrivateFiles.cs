using System.Runtime.InteropServices;

namespace GutCms.Web.Features.Hosting;

/// <summary>Keeps files to the account that the site runs under. On Windows the permissions of the folder are the operator's, and nothing here does anything.</summary>
internal static class PrivateFiles
{
    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>From now on every file and folder that this process makes is its own account's, whichever library makes it: the mask of the process, not of one call.</summary>
    public static void Insist()
    {
        if (!OperatingSystem.IsWindows())
        {
            _ = Umask((uint)Others);
        }
    }

    /// <summary>The first thing in a folder, itself included, that other accounts can read, write or enter; null when there is none.</summary>
    public static string? FindOpen(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return null;
        }

        // Names that lead elsewhere are followed once, as the site itself does; a folder behind one is not walked through.
        var everything = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None, IgnoreInaccessible = true };
        return IsOpen(folder) ? folder : Directory.EnumerateFileSystemEntries(folder, "*", everything).FirstOrDefault(IsOpen);
    }

    private static bool IsOpen(string path)
    {
        try
        {
            var target = Path.Exists(path) ? new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? path : path;
            return !OperatingSystem.IsWindows() && (File.GetUnixFileMode(target) & Others) != UnixFileMode.None;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            // Gone meanwhile, as lock files and logs of the database come and go.
            return false;
        }
    }

    [DllImport("libc", EntryPoint = "umask")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint Umask(uint mask);
}
