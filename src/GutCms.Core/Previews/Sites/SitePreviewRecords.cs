using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using GutCms.Core.Storage;

namespace GutCms.Core.Previews.Sites;

/// <summary>Keeps the previews of sites: few and short-lived, so all in one document.</summary>
internal static class SitePreviewRecords
{
    private const string Name = "all";
    private const int LongestToken = 100;

    // Long enough to see afterwards who had made which.
    private static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    /// <summary>All that are known, newest first, ended ones too.</summary>
    public static async Task<IReadOnlyList<SitePreview>> ListAsync(IUnitOfWork work, CancellationToken cancellationToken) =>
        [.. ((await work.GetDocumentAsync(SitePreview.DocumentKind, Name, cancellationToken))?["previews"]?.AsArray() ?? []).Select(preview => SitePreview.FromJson(preview!.AsObject()))];

    /// <summary>The preview of a token, good or not.</summary>
    public static async Task<SitePreview?> FindAsync(IUnitOfWork work, string token, CancellationToken cancellationToken)
    {
        if (token.Length is 0 or > LongestToken)
        {
            return null;
        }

        var hash = Encoding.ASCII.GetBytes(PreviewLink.HashOf(token));
        return (await ListAsync(work, cancellationToken)).FirstOrDefault(preview => CryptographicOperations.FixedTimeEquals(hash, Encoding.ASCII.GetBytes(preview.TokenHash)));
    }

    /// <summary>Adds a preview or replaces it by its id; what has ended a week ago goes.</summary>
    public static async Task SaveAsync(IUnitOfWork work, SitePreview preview, DateTime nowUtc, CancellationToken cancellationToken)
    {
        var others = (await ListAsync(work, cancellationToken)).Where(known => known.PreviewId != preview.PreviewId && known.ExpiresUtc + Kept > nowUtc);
        var all = others.Prepend(preview).OrderByDescending(known => known.CreatedUtc);
        await work.SaveDocumentAsync(SitePreview.DocumentKind, Name, new JsonObject { ["previews"] = new JsonArray([.. all.Select(known => known.ToJson())]) }, cancellationToken);
    }
}
