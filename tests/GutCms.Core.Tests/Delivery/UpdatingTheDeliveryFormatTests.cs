using System.Text.Json.Nodes;
using GutCms.Core.Delivery;
using GutCms.Core.Tests.InMemory;

namespace GutCms.Core.Tests.Delivery;

public sealed class UpdatingTheDeliveryFormatTests
{
    private static readonly string Id = new('a', 26);

    private readonly InMemoryContentStore _store = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Writes_all_documents_when_they_are_of_another_format()
    {
        await PublishWithoutDeliveryAsync();
        await _store.ChangeAsync(work => work.SaveDocumentAsync("delivery", "format", new JsonObject { ["Version"] = 0 }, Cancellation));

        Assert.True(await Update().ExecuteAsync(Cancellation));

        Assert.Equal([Id], _store.State.Delivery.Keys);
    }

    [Fact]
    public async Task Only_reads_when_the_documents_are_of_this_format()
    {
        await PublishWithoutDeliveryAsync();
        await Update().ExecuteAsync(Cancellation);
        var commits = _store.Commits;

        Assert.False(await Update().ExecuteAsync(Cancellation));

        Assert.Equal(commits, _store.Commits);
    }

    private Task PublishWithoutDeliveryAsync() => _store.ChangeAsync(async work =>
    {
        await work.SaveDefinitionsAsync(PublishedSite.SeedDefinitions, Cancellation);
        await work.AddVersionsAsync([Samples.Article(Id) with { ContentItemVersionId = new string('b', 26) }], "test", Cancellation);
    });

    private UpdateDeliveryFormat Update() => new(_store, new DeliveryRefresh(new ImportedReviews(), TimeProvider.System));
}
