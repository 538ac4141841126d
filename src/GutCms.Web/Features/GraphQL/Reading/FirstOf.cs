using GraphQL.DataLoader;

namespace GutCms.Web.Features.GraphQL.Reading;

/// <summary>The first of some items that are read together with others.</summary>
internal sealed class FirstOf(IDataLoaderResult<IReadOnlyList<ItemNode>> items) : IDataLoaderResult
{
    /// <inheritdoc/>
    public async Task<object?> GetResultAsync(CancellationToken cancellationToken = default) => await items.GetResultAsync(cancellationToken) is [var first, ..] ? first : null;
}
