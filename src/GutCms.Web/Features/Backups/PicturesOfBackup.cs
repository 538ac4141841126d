using System.Runtime.CompilerServices;
using GutCms.Core.Media.UseCases;
using GutCms.Core.Storage;
using GutCms.Web.Storage.Backup;

namespace GutCms.Web.Features.Backups;

/// <summary>Whether a backup holds the pictures that the library in it knows. What live texts show is compared with the rest of the site; of others it is said.</summary>
internal static class PicturesOfBackup
{
    private const int AtOnce = 100;

    /// <summary>Looks at each.</summary>
    /// <param name="restored">The site that came of the backup.</param>
    /// <param name="manifest">What the backup says about itself.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>A sentence for each that is not there, or is not the one that was uploaded.</returns>
    public static async IAsyncEnumerable<string> FindFaultsAsync(IServiceProvider restored, BackupManifest manifest, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var hashes = manifest.Parts.Where(part => part.Name.StartsWith(SiteFiles.Media, StringComparison.Ordinal)).ToDictionary(part => part.Name, part => part.Sha256, StringComparer.Ordinal);
        var (library, after) = (restored.GetRequiredService<IMediaLibrary>(), (string?)null);
        await using var work = await restored.GetRequiredService<IContentStore>().ReadAsync(cancellationToken);
        do
        {
            var page = await library.ListAsync(work, new(after, AtOnce), cancellationToken);
            foreach (var file in page.Files)
            {
                var hash = hashes.GetValueOrDefault(SiteFiles.Media + file.StoredName);
                if (hash is null)
                {
                    yield return $"The library knows the picture {file.StoredName} ({file.FileName}), and the backup does not hold it.";
                }
                else if (hash != file.Sha256)
                {
                    yield return $"The picture {file.StoredName} ({file.FileName}) is not the one that was uploaded: its file had other bytes when the backup was made.";
                }
            }

            after = page.Next;
        }
        while (after is not null);
    }
}
