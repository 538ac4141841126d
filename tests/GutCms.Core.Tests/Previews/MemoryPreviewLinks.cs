using GutCms.Core.Previews;
using GutCms.Core.Storage;

namespace GutCms.Core.Tests.Previews;

/// <summary>Preview links in memory.</summary>
internal sealed class MemoryPreviewLinks : IPreviewLinks
{
    public Dictionary<string, PreviewLink> Links { get; } = new(StringComparer.Ordinal);

    public Task<PreviewLink?> FindByTokenAsync(IUnitOfWork work, string tokenHash, CancellationToken cancellationToken) =>
        Task.FromResult(Links.Values.SingleOrDefault(link => link.TokenHash == tokenHash));

    public Task<IReadOnlyList<PreviewLink>> ListAsync(IUnitOfWork work, string contentItemId, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<PreviewLink>>([.. Links.Values.Where(link => link.ContentItemId == contentItemId).OrderByDescending(link => link.CreatedUtc)]);

    public Task AddAsync(IUnitOfWork work, PreviewLink link, CancellationToken cancellationToken)
    {
        Links.Add(link.LinkId, link);
        return Task.CompletedTask;
    }

    public Task SaveAsync(IUnitOfWork work, PreviewLink link, CancellationToken cancellationToken)
    {
        Links[link.LinkId] = link;
        return Task.CompletedTask;
    }
}
