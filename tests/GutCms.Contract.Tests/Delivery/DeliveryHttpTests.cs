using System.IO.Compression;
using System.Net;
using GutCms.TestSupport;

namespace GutCms.Contract.Tests.Delivery;

public abstract class DeliveryHttpTests(SiteFixture site)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null, null)]
    [InlineData("", null)]
    [InlineData("identity", null)]
    [InlineData("gzip", "gzip")]
    [InlineData("x-gzip", "gzip")]
    [InlineData("br", "br")]
    [InlineData("gzip, deflate, br, zstd", "br")]
    [InlineData("*", "br")]
    [InlineData("br;q=0.5, gzip", "gzip")]
    [InlineData("br;q=0, gzip;q=0", null)]
    [InlineData("br;q=0, *", "gzip")]
    [InlineData("identity, gzip;q=0.5", null)]
    [InlineData("zstd", null)]
    [InlineData("GZIP;Q=0.9", "gzip")]
    public async Task Serves_the_form_that_the_client_weighs_highest(string? accepted, string? served)
    {
        using var response = await GetAsync(accepted);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(served, response.Header("Content-Encoding"));
        Assert.Equal("Accept-Encoding, X-GutCms-Preview-Token", response.Header("Vary"));
    }

    [Theory]
    [InlineData("identity;q=0")]
    [InlineData("*;q=0")]
    [InlineData("zstd, identity;q=0")]
    public async Task Returns_406_when_every_form_is_excluded(string accepted)
    {
        using var response = await GetAsync(accepted);

        Assert.Equal(HttpStatusCode.NotAcceptable, response.StatusCode);
        Assert.Equal("urn:gutcms:problem:not-acceptable", (string?)(await response.JsonAsync())["type"]);
    }

    [Fact]
    public async Task Serves_the_same_bytes_in_every_form()
    {
        using var identity = await GetAsync(null);
        using var gzip = await GetAsync("gzip");
        using var brotli = await GetAsync("br");

        var bytes = await identity.Content.ReadAsByteArrayAsync(Cancellation);
        Assert.Equal(bytes, await UnpackAsync(new GZipStream(await gzip.Content.ReadAsStreamAsync(Cancellation), CompressionMode.Decompress)));
        Assert.Equal(bytes, await UnpackAsync(new BrotliStream(await brotli.Content.ReadAsStreamAsync(Cancellation), CompressionMode.Decompress)));
        Assert.Equal(bytes.Length, identity.Content.Headers.ContentLength);
    }

    [Fact]
    public async Task Tags_each_form_strongly_and_differently()
    {
        using var identity = await GetAsync(null);
        using var gzip = await GetAsync("gzip");
        using var brotli = await GetAsync("br");

        Assert.Matches("^\"[0-9a-f]{32}\"$", identity.Header("ETag"));
        var tag = identity.Header("ETag")!.Trim('"');
        Assert.Equal($"\"{tag}-gzip\"", gzip.Header("ETag"));
        Assert.Equal($"\"{tag}-br\"", brotli.Header("ETag"));
    }

    [Fact]
    public async Task Says_how_long_and_under_which_keys_it_may_be_cached()
    {
        using var response = await GetAsync(null);

        Assert.Equal("application/json; charset=utf-8", response.Header("Content-Type"));
        Assert.Equal("public, max-age=30, stale-while-revalidate=30, stale-if-error=300", response.Header("Cache-Control"));
        Assert.True(response.Content.Headers.LastModified <= response.Headers.Date);
        var keys = response.Header("Surrogate-Key")!.Split(' ');
        Assert.Equal((string?)(await response.JsonAsync())["id"], keys[0]);
        Assert.Contains(DeliveryClient.DisclaimerId, keys);
    }

    [Theory]
    [InlineData("{0}")]
    [InlineData("W/{0}")]
    [InlineData("\"other\", {0}")]
    [InlineData("W/\"other\" , W/{0}")]
    [InlineData("*")]
    public async Task Returns_304_when_the_client_has_the_form(string header)
    {
        using var first = await GetAsync("br");
        var tag = first.Header("ETag")!;

        using var response = await site.Client.GetAsync(
            DeliveryClient.GutBrainArticle, ("Accept-Encoding", "br"), ("If-None-Match", header.Replace("{0}", tag, StringComparison.Ordinal)));

        Assert.Equal(HttpStatusCode.NotModified, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync(Cancellation));
        foreach (var name in (string[])["ETag", "Cache-Control", "Vary"])
        {
            Assert.Equal(first.Header(name), response.Header(name));
        }

        Assert.NotNull(response.Headers.Date);
        Assert.Null(response.Header("Content-Type"));
        Assert.Null(response.Header("Content-Encoding"));
    }

    [Theory]
    [InlineData("\"other\"")]
    [InlineData("not a tag")]
    [InlineData("{identity}")]
    public async Task Returns_200_when_the_client_has_another_form(string header)
    {
        using var identity = await GetAsync(null);

        using var response = await site.Client.GetAsync(
            DeliveryClient.GutBrainArticle,
            ("Accept-Encoding", "br"),
            ("If-None-Match", header.Replace("{identity}", identity.Header("ETag"), StringComparison.Ordinal)));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData(0, HttpStatusCode.NotModified)]
    [InlineData(1, HttpStatusCode.NotModified)]
    [InlineData(-1, HttpStatusCode.OK)]
    public async Task Compares_if_modified_since_when_there_is_no_tag(int seconds, HttpStatusCode expected)
    {
        using var first = await GetAsync(null);
        var since = first.Content.Headers.LastModified!.Value.AddSeconds(seconds).ToString("R", System.Globalization.CultureInfo.InvariantCulture);

        using var response = await site.Client.GetAsync(DeliveryClient.GutBrainArticle, ("If-Modified-Since", since));

        Assert.Equal(expected, response.StatusCode);
    }

    [Fact]
    public async Task Ignores_if_modified_since_when_a_tag_is_given()
    {
        using var first = await GetAsync(null);

        using var response = await site.Client.GetAsync(
            DeliveryClient.GutBrainArticle, ("If-None-Match", "\"other\""), ("If-Modified-Since", first.Header("Last-Modified")!));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Returns_412_when_if_match_names_another_form()
    {
        using var response = await site.Client.GetAsync(DeliveryClient.GutBrainArticle, ("If-Match", "\"other\""));

        Assert.Equal(HttpStatusCode.PreconditionFailed, response.StatusCode);
        Assert.Equal("urn:gutcms:problem:precondition-failed", (string?)(await response.JsonAsync())["type"]);
    }

    [Theory]
    [InlineData("{0}", HttpStatusCode.OK)]
    [InlineData("*", HttpStatusCode.OK)]
    [InlineData("\"other\", {0}", HttpStatusCode.OK)]
    [InlineData("W/{0}", HttpStatusCode.PreconditionFailed)]
    [InlineData("\"other\", W/{0}", HttpStatusCode.PreconditionFailed)]
    [InlineData("not a tag", HttpStatusCode.PreconditionFailed)]
    public async Task Compares_if_match_strongly(string written, HttpStatusCode expected)
    {
        using var first = await GetAsync(null);
        var ifMatch = string.Format(System.Globalization.CultureInfo.InvariantCulture, written, first.Header("ETag"));

        using var response = await site.Client.GetAsync(DeliveryClient.GutBrainArticle, ("If-Match", ifMatch));

        Assert.Equal(expected, response.StatusCode);
    }

    [Theory]
    [InlineData(DeliveryClient.GutBrainArticle)]
    [InlineData(DeliveryClient.Articles)]
    [InlineData(DeliveryClient.Series)]
    public async Task Answers_head_with_the_headers_of_get(string path)
    {
        using var get = await site.Client.GetAsync(path, ("Accept-Encoding", "gzip"));
        using var head = await site.Client.SendAsync(HttpMethod.Head, path, ("Accept-Encoding", "gzip"));

        Assert.Equal(HttpStatusCode.OK, head.StatusCode);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync(Cancellation));
        foreach (var name in (string[])["Content-Type", "Content-Length", "Content-Encoding", "ETag", "Last-Modified", "Cache-Control", "Vary", "Surrogate-Key"])
        {
            Assert.Equal(get.Header(name), head.Header(name));
        }
    }

    [Theory]
    [InlineData("articles/no-such-article")]
    [InlineData("series/no-such-series")]
    [InlineData("disclaimers/0000000000000000000000000n")]
    [InlineData("no-such-thing")]
    public async Task Returns_404_with_a_problem_when_there_is_nothing(string path)
    {
        using var response = await site.Client.GetAsync($"api/delivery/{path}", Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("urn:gutcms:problem:not-found", (string?)(await response.JsonAsync())["type"]);
    }

    [Fact]
    public async Task Returns_405_with_the_methods_when_somebody_writes()
    {
        using var response = await site.Client.SendAsync(HttpMethod.Put, DeliveryClient.GutBrainArticle);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal("urn:gutcms:problem:method-not-allowed", (string?)(await response.JsonAsync())["type"]);
        Assert.Contains("GET", response.Header("Allow"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Returns_400_naming_the_parameter_when_a_document_is_given_one()
    {
        using var response = await site.Client.GetAsync(DeliveryClient.GutBrainArticle + "?draft=true", Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var problem = await response.JsonAsync();
        Assert.Equal("urn:gutcms:problem:unknown-query-parameter", (string?)problem["type"]);
        Assert.NotNull(problem["errors"]!["draft"]);
    }

    [Theory]
    [InlineData(DeliveryClient.GutBrainArticle)]
    [InlineData(DeliveryClient.Articles)]
    [InlineData(DeliveryClient.Articles + "/no-such-article")]
    public async Task Lets_scripts_of_any_origin_read(string path)
    {
        using var response = await site.Client.GetAsync(path, ("Origin", "https://reader.example"));

        Assert.Equal("*", response.Header("Access-Control-Allow-Origin"));
        Assert.Null(response.Header("Access-Control-Allow-Credentials"));
        Assert.Contains("ETag", response.Header("Access-Control-Expose-Headers"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Allows_conditional_requests_across_origins_and_no_writing()
    {
        using var response = await site.Client.SendAsync(
            HttpMethod.Options,
            DeliveryClient.GutBrainArticle,
            ("Origin", "https://reader.example"),
            ("Access-Control-Request-Method", "GET"),
            ("Access-Control-Request-Headers", "authorization,content-type,if-none-match,traceparent"));

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Equal("GET, HEAD", response.Header("Access-Control-Allow-Methods"));
        // A star stands for every header but Authorization.
        Assert.Equal("*, Authorization", response.Header("Access-Control-Allow-Headers"));
    }

    [Theory]
    [InlineData(".well-known/jwks.json")]
    [InlineData("status-lists/1")]
    public Task Answers_preflights_for_what_verifiers_read(string path) => AnswersPreflightAsync(path);

    [Fact]
    public async Task Answers_preflights_for_what_tools_read()
    {
        await site.SkipWhereItIsNotAsync("openapi/v1.json");
        await AnswersPreflightAsync("openapi/v1.json");
    }

    private async Task AnswersPreflightAsync(string path)
    {
        using var response = await site.Client.SendAsync(HttpMethod.Options, path, ("Origin", "https://reader.example"), ("Access-Control-Request-Method", "GET"));

        Assert.Equal((HttpStatusCode.NoContent, "*"), (response.StatusCode, response.Header("Access-Control-Allow-Origin")));
    }

    private Task<HttpResponseMessage> GetAsync(string? acceptEncoding) => acceptEncoding is null
        ? site.Client.GetAsync(DeliveryClient.GutBrainArticle, Cancellation)
        : site.Client.GetAsync(DeliveryClient.GutBrainArticle, ("Accept-Encoding", acceptEncoding));

    private static async Task<byte[]> UnpackAsync(Stream packed)
    {
        await using (packed)
        {
            using var unpacked = new MemoryStream();
            await packed.CopyToAsync(unpacked, Cancellation);
            return unpacked.ToArray();
        }
    }
}

[Collection<SqliteSites>]
public sealed class DeliveryHttpOnSqliteTests(SqliteSite site) : DeliveryHttpTests(site);

[Collection<PostgresSites>]
public sealed class DeliveryHttpOnPostgresTests(PostgresSite site) : DeliveryHttpTests(site);

[Collection<ExternalSites>]
public sealed class DeliveryHttpOnExternalSiteTests(ExternalSite site) : DeliveryHttpTests(site);
