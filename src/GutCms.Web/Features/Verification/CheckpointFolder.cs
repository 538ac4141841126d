using System.Text;
using GutCms.Core.Verification;
using GutCms.Web.Features.Hosting;
using Microsoft.Extensions.Options;

namespace GutCms.Web.Features.Verification;

/// <summary>Checkpoints as files <c>NAME.jws</c> in a folder, which only the user of the process may read.</summary>
internal sealed class CheckpointFolder(IOptions<SelfCheckOptions> options, DataDirectory data) : ICheckpointKeeper
{
    private const string Extension = ".jws";
    private const int LargestFile = 64 * 1024;

    /// <summary>Full path.</summary>
    public string FullPath { get; } = Path.GetFullPath(options.Value.CheckpointFolder, data.FullPath);

    /// <inheritdoc/>
    /// <remarks>With the machine, since another one has another folder of the same name.</remarks>
    public string Place => $"{Environment.MachineName}:{FullPath}";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<KeptCheckpoint>> ListAsync(CancellationToken cancellationToken)
    {
        if (!Directory.Exists(FullPath))
        {
            return [];
        }

        var kept = new List<KeptCheckpoint>();
        foreach (var file in Directory.EnumerateFiles(FullPath, "*" + Extension).Order(StringComparer.Ordinal))
        {
            // A file of another kind is shown as what it is: no checkpoint.
            var jws = new FileInfo(file).Length <= LargestFile ? await File.ReadAllTextAsync(file, cancellationToken) : "";
            kept.Add(new(Path.GetFileNameWithoutExtension(file), jws.Trim()));
        }

        return kept;
    }

    /// <inheritdoc/>
    public async Task<bool> KeepAsync(string name, string jws, CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(FullPath);
        }
        else
        {
            Directory.CreateDirectory(FullPath, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        var path = Path.Combine(FullPath, name + Extension);
        if (File.Exists(path))
        {
            return false;
        }

        // Under another name first: a process that is killed must not leave half of one.
        var unfinished = Path.Combine(FullPath, $".{name}-{Guid.NewGuid():N}");
        var how = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            how.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        await using (var file = new FileStream(unfinished, how))
        {
            await file.WriteAsync(Encoding.ASCII.GetBytes(jws + "\n"), cancellationToken);
            file.Flush(flushToDisk: true);
        }

        File.Move(unfinished, path, overwrite: true);
        return true;
    }
}
