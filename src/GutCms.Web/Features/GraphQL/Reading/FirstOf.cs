using GraphQL.DataLoader;

namespace GutCms.Web.Features.GraphQL.Reading;

/// <summary>The first of some items that are read together with others.</summary>
/// <typeparam name="T">What is read.</typeparam>
internal sealed class FirstOf<T>(IDataLoaderResult<IReadOnlyList<T>> items) : IDataLoaderResult
{
    /// <inheritdoc/>
    public async Task<object?> GetResultAsync(CancellationToken cancellationToken = default) => await items.GetResultAsync(cancellationToken) is [var first, ..] ? (object?)first : null;
}
