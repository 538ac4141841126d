using GutCms.Core.Delivery;
using GutCms.Core.Storage;

namespace GutCms.Core.Tests.Delivery;

/// <summary>A document is written again when anything of what lists and caches know of it is another than on file.</summary>
public sealed class DocumentDraftTests
{
    private static readonly DocumentDraft Draft = new(
        DeliveryKind.Article, "gut", new(new StoredVersion(Samples.Article("a"), 1, null, false), [], "sha256:text", false), [], "Gut", _ => [], "", "series", null, 2, [], "");

    private static readonly DeliveryStamp OnFile = new(DeliveryKind.Article, "gut", "etag", Samples.Published.AddDays(1), "Gut", "series", 2, Samples.Published);

    private static readonly Dictionary<string, DeliveryStamp?> Others = new()
    {
        ["nothing"] = null,
        ["another kind"] = OnFile with { Kind = DeliveryKind.Series },
        ["another key"] = OnFile with { Key = "brain" },
        ["other bytes"] = OnFile with { ETag = "another" },
        ["another title"] = OnFile with { Title = "Brain" },
        ["another series"] = OnFile with { SeriesId = "another" },
        ["no series"] = OnFile with { SeriesId = null },
        ["another position"] = OnFile with { SeriesPosition = 3 },
        ["no position"] = OnFile with { SeriesPosition = null },
        ["another date"] = OnFile with { PublishedUtc = Samples.Published.AddTicks(10) },
    };

    public static TheoryData<string> What => [.. Others.Keys];

    [Fact]
    public void Is_left_alone_when_it_is_on_file() => Assert.True(Draft.IsOnFile(OnFile, "etag"));

    [Theory]
    [MemberData(nameof(What))]
    public void Is_written_when_what_is_on_file_is(string what) => Assert.False(Draft.IsOnFile(Others[what], "etag"));

    [Fact]
    public void Is_modified_when_its_bytes_are()
    {
        var now = Samples.Published.AddDays(9);

        Assert.Equal(OnFile.LastModifiedUtc, Draft.ToRecord(OnFile, "etag", now).Document.LastModifiedUtc);
        Assert.Equal(now, Draft.ToRecord(OnFile, "another", now).Document.LastModifiedUtc);
        Assert.Equal(now, Draft.ToRecord(null, "etag", now).Document.LastModifiedUtc);
    }
}
