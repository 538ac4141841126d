using GutCms.Core.Storage;

namespace GutCms.Core.Previews.Sites;

/// <summary>Keeps the previews of sites, each in a document of its own under the hash of its token.</summary>
internal static class SitePreviewRecords
{
    /// <summary>All that are known, newest first, ended ones too.</summary>
    public static async Task<IReadOnlyList<SitePreview>> ListAsync(IUnitOfWork work, CancellationToken cancellationToken) =>
        [.. (await work.ListDocumentsAsync(SitePreview.DocumentKind, cancellationToken)).Values.Select(SitePreview.FromJson).OrderByDescending(preview => preview.CreatedUtc)];

    /// <summary>The preview of a token hash, good or not; null: there is none.</summary>
    public static async Task<SitePreview?> FindAsync(IUnitOfWork work, string tokenHash, CancellationToken cancellationToken) =>
        await work.GetDocumentAsync(SitePreview.DocumentKind, tokenHash, cancellationToken) is { } json ? SitePreview.FromJson(json) : null;

    /// <summary>Adds a preview or replaces it.</summary>
    public static Task SaveAsync(IUnitOfWork work, SitePreview preview, CancellationToken cancellationToken) =>
        work.SaveDocumentAsync(SitePreview.DocumentKind, preview.TokenHash, preview.ToJson(), cancellationToken);

    /// <summary>Removes previews.</summary>
    public static async Task RemoveAsync(IUnitOfWork work, IEnumerable<SitePreview> previews, CancellationToken cancellationToken)
    {
        foreach (var preview in previews)
        {
            await work.RemoveDocumentAsync(SitePreview.DocumentKind, preview.TokenHash, cancellationToken);
        }
    }
}

/// <summary>Previews of sites that ended a week ago: what they were is in the log.</summary>
public static class EndedSitePreviews
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    /// <summary>Whether there are any.</summary>
    public static async Task<bool> AnyAsync(IUnitOfWork work, DateTime nowUtc, CancellationToken cancellationToken) => (await FindAsync(work, nowUtc, cancellationToken)).Any();

    /// <summary>Removes them.</summary>
    public static async Task RemoveAsync(IUnitOfWork work, DateTime nowUtc, CancellationToken cancellationToken) =>
        await SitePreviewRecords.RemoveAsync(work, await FindAsync(work, nowUtc, cancellationToken), cancellationToken);

    private static async Task<IEnumerable<SitePreview>> FindAsync(IUnitOfWork work, DateTime nowUtc, CancellationToken cancellationToken) =>
        (await SitePreviewRecords.ListAsync(work, cancellationToken)).Where(preview => (preview.RevokedUtc ?? preview.ExpiresUtc) + Kept <= nowUtc);
}
