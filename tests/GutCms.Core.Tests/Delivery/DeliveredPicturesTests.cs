using System.Text.Json.Nodes;

namespace GutCms.Core.Tests.Delivery;

/// <summary>What sites get of the pictures of an article.</summary>
public sealed class DeliveredPicturesTests : IAsyncDisposable
{
    private static readonly string Sha = new('a', 64);

    private readonly PublishedSite _site = new() { Pictures = [] };

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task A_picture_comes_with_its_addresses_and_its_size()
    {
        Keep(Sha, 400, 300);
        await PublishAsync($"{Sha}/original.jpg", "A gut", caption: "A gut.", license: "https://terms.example/by");

        var picture = _site.Json("a")["picture"]!;
        Assert.Equal(
            $$$"""
            {"path":"{{{Sha}}}/original.jpg","src":"/media/{{{Sha}}}/original.jpg","width":400,"height":300,"alt":"A gut","decorative":false,"caption":"A gut.","credit":null,"license":"https://terms.example/by","srcset":"/media/{{{Sha}}}/160.webp 160w, /media/{{{Sha}}}/320.webp 320w","crops":{"16x9":"/media/{{{Sha}}}/160-16x9-50-50.webp 160w, /media/{{{Sha}}}/320-16x9-50-50.webp 320w","4x3":"/media/{{{Sha}}}/160-4x3-50-50.webp 160w, /media/{{{Sha}}}/320-4x3-50-50.webp 320w","1x1":"/media/{{{Sha}}}/160-1x1-50-50.webp 160w"}}
            """,
            picture.ToJsonString());
        Assert.True(JsonNode.DeepEquals(picture, _site.Summary("a")["picture"]));
        Assert.Equal(
            $$"""{"@type":"ImageObject","url":"/media/{{Sha}}/320.jpg","width":320,"height":240,"caption":"A gut.","license":"https://terms.example/by"}""",
            _site.Json("a")["jsonLd"]!["image"]!.ToJsonString());
        Assert.Null(_site.Json("a")["figures"]);
    }

    [Fact]
    public async Task Figures_stand_in_their_order_with_the_blocks_that_they_are_in()
    {
        Keep(Sha, 100, 50);
        await _site.PublishAsync(Samples.Article("a", body: [Samples.Figure($"{Sha}/original.jpg", "One"), Samples.Section("S", "<p>s</p>"), Samples.Figure($"{Sha}/original.jpg", "Two")]));

        var document = _site.Json("a");
        Assert.Null(document["picture"]);
        Assert.Equal([("figure", "One"), ("figure-2", "Two")], document["figures"]!.AsArray().Select(figure => ((string)figure!["block"]!, (string)figure["alt"]!)));
        Assert.Equal(["figure", "s", "figure-2"], document["content"]!["body"]!.AsArray().Select(block => (string)block!["id"]!));

        // Smaller than any variant.
        Assert.All(document["figures"]!.AsArray(), figure => Assert.Null(figure!["srcset"]));
        Assert.All(document["figures"]!.AsArray(), figure => Assert.DoesNotContain("crops", figure!.AsObject().Select(member => member.Key)));
        Assert.DoesNotContain(Sha, _site.Delivered["a"].SearchText, StringComparison.Ordinal);
        Assert.Contains("One", _site.Delivered["a"].SearchText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_no_library_is_kept_a_picture_has_its_address_and_no_size()
    {
        _site.Pictures = null;
        await PublishAsync("news/a gut?.png", "A gut");

        var picture = _site.Json("a")["picture"]!;
        Assert.Equal("/media/news/a%20gut%3F.png", (string?)picture["src"]);
        Assert.Null(picture["width"]);
        Assert.Null(picture["srcset"]);
        Assert.Null(picture["crops"]);
        Assert.Equal("/media/news/a%20gut%3F.png", (string?)_site.Json("a")["jsonLd"]!["image"]!["url"]);
    }

    [Fact]
    public async Task What_the_library_says_of_a_picture_changes_no_document()
    {
        Keep(Sha, 400, 300);
        await PublishAsync($"{Sha}/original.jpg", "A gut");
        var before = _site.Json("a").ToJsonString();
        _site.Pictures![Sha] = _site.Pictures[Sha] with { Alt = "Another", Caption = "Another", Credit = "Another", License = "Another", Revision = 2 };
        await _site.RefreshAsync("a");

        Assert.Equal(before, _site.Json("a").ToJsonString());
    }

    [Fact]
    public async Task Crops_follow_the_point_that_has_to_be_seen_and_nothing_else_does()
    {
        Keep(Sha, 400, 300);
        await PublishAsync($"{Sha}/original.jpg", "A gut");
        var before = _site.Json("a");
        _site.Pictures![Sha] = _site.Pictures[Sha] with { FocusX = 10, FocusY = 20, Revision = 2 };
        await _site.RefreshAsync("a");

        var after = _site.Json("a");
        Assert.Equal($"/media/{Sha}/160-1x1-10-20.webp 160w", (string?)after["picture"]!["crops"]!["1x1"]);
        Assert.Equal((string?)before["contentHash"], (string?)after["contentHash"]);
        before["picture"]!.AsObject().Remove("crops");
        after["picture"]!.AsObject().Remove("crops");
        Assert.Equal(before.ToJsonString(), after.ToJsonString());
    }

    [Fact]
    public async Task Other_ratios_change_the_crops_of_every_document_and_nothing_else_of_it()
    {
        Keep(Sha, 400, 300);
        await PublishAsync($"{Sha}/original.jpg", "A gut");
        var before = _site.Json("a");
        _site.SetDocument("media", "crops", new JsonObject { ["Ratios"] = new JsonArray("2x1"), ["Former"] = new JsonArray("16x9", "4x3", "1x1") });
        await _site.RefreshAsync();

        var after = _site.Json("a");
        Assert.Equal($$"""{"2x1":"/media/{{Sha}}/160-2x1-50-50.webp 160w, /media/{{Sha}}/320-2x1-50-50.webp 320w"}""", after["picture"]!["crops"]!.ToJsonString());
        Assert.Equal((string?)before["contentHash"], (string?)after["contentHash"]);
        before["picture"]!.AsObject().Remove("crops");
        after["picture"]!.AsObject().Remove("crops");
        Assert.Equal(before.ToJsonString(), after.ToJsonString());

        await _site.RefreshAsync();
        Assert.Empty(_site.Written);
        _site.SetDocument("media", "crops", new JsonObject { ["Ratios"] = new JsonArray(), ["Former"] = new JsonArray("2x1") });
        await _site.RefreshAsync();
        Assert.Null(_site.Json("a")["picture"]!["crops"]);
    }

    private Task PublishAsync(string path, string alt, string? caption = null, string? license = null)
    {
        var article = Samples.Article("a");
        article.Parts["FigurePart"] = Samples.Picture(path, alt, caption, license);
        return _site.PublishAsync(article);
    }

    private void Keep(string sha, int width, int height) => _site.Pictures![sha] = new()
    {
        Sha256 = sha,
        FileName = "gut.jpg",
        MediaType = "image/jpeg",
        Bytes = 1,
        Width = width,
        Height = height,
        UploadedBy = "a",
        UploadedByName = "a",
        UploadedUtc = DateTime.UnixEpoch,
    };
}
