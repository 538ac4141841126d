using GutCms.Core.Verification;
using GutCms.Web.Features.Errors;
using GutCms.Web.Features.Hosting;
using GutCms.Web.Storage;

namespace GutCms.Web.Features.Setup;

/// <summary>A database file that is gone, or empty, where a site was is no invitation to set up a new one in its place.</summary>
internal sealed class FormerSite(DatabaseMigrator database, LastServed served, ICheckpointKeeper checkpoints)
{
    /// <summary>Makes sure of it.</summary>
    /// <exception cref="SiteCannotRunException">There was a site, and its database is not there.</exception>
    public async Task CheckAsync(CancellationToken cancellationToken)
    {
        if (database.FilePath is not { } path || HasContent(path) || HasContent(path + "-wal"))
        {
            return;
        }

        if (served.Value is not null || (await checkpoints.ListAsync(cancellationToken)).Count > 0)
        {
            throw new SiteCannotRunException(
                $"There was a site here (served.json in the data directory, or checkpoints of its log, say so), and {path} is {(File.Exists(path) ? "empty" : "not there")}. Restore a backup (gutcms backup restore), or give a new site another folder in GutCms:DataDirectory.");
        }
    }

    private static bool HasContent(string path) => File.Exists(path) && new FileInfo(path).Length > 0;
}
