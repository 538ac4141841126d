using System.Security.Claims;
using System.Text;
using GutCms.Api.Http;
using GutCms.Web.Features.Limits;
using GutCms.Web.Storage.Limits;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace GutCms.Web.Tests.Limits;

/// <summary>What a person asks for in a minute is bounded by what it costs, and what was used comes back.</summary>
public sealed class LimitsOfRequestsTests
{
    private static readonly Endpoint Comparison = new(null, new EndpointMetadataCollection(new DearAttribute(DearAttribute.Comparison)), "comparison");

    private readonly FakeTimeProvider _time = new();
    private readonly WorkBudgets _budgets;
    private readonly IOptions<LimitOptions> _options = Options.Create(new LimitOptions { WorkPerMinute = 120, RequestBytes = 100_000 });
    private int _passed;

    public LimitsOfRequestsTests() => _budgets = new(_time, _options);

    [Fact]
    public async Task Small_changes_pass_until_the_minute_is_used_up_and_again_as_time_goes_by()
    {
        for (var sent = 0; sent < 120; sent++)
        {
            Assert.Equal(200, (await SendAsync("ada")).Response.StatusCode);
        }

        var refused = await SendAsync("ada");
        Assert.Equal((429, "1", 120), (refused.Response.StatusCode, refused.Response.Headers.RetryAfter.ToString(), _passed));
        Assert.Equal(200, (await SendAsync("bob")).Response.StatusCode);
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(200, (await SendAsync("ada")).Response.StatusCode);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_large_body_costs_more_whether_its_length_is_said_or_not(bool isSaid)
    {
        // 1 + 200 units: more than a minute has, so what comes next waits for it.
        Assert.Equal(200, (await SendAsync("ada", bytes: 2_000_000, isSaid: isSaid)).Response.StatusCode);

        var refused = await SendAsync("ada");

        Assert.Equal(429, refused.Response.StatusCode);
        Assert.InRange(int.Parse(refused.Response.Headers.RetryAfter.ToString(), System.Globalization.CultureInfo.InvariantCulture), 40, 60);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(200, (await SendAsync("ada")).Response.StatusCode);
    }

    [Fact]
    public async Task A_comparison_costs_twenty_and_other_reading_nothing()
    {
        for (var sent = 0; sent < 200; sent++)
        {
            Assert.Equal(200, (await SendAsync("ada", "GET")).Response.StatusCode);
        }

        for (var sent = 0; sent < 6; sent++)
        {
            Assert.Equal(200, (await SendAsync("ada", "GET", endpoint: Comparison)).Response.StatusCode);
        }

        Assert.Equal(429, (await SendAsync("ada", "GET", endpoint: Comparison)).Response.StatusCode);
    }

    [Fact]
    public async Task Strangers_are_counted_elsewhere()
    {
        for (var sent = 0; sent < 150; sent++)
        {
            Assert.Equal(200, (await SendAsync(null)).Response.StatusCode);
        }
    }

    [Theory]
    [InlineData("application/json", 100_000L)]
    [InlineData("application/problem+json", 100_000L)]
    [InlineData("multipart/form-data; boundary=x", 30_000_000L)]
    public async Task The_body_of_an_API_has_a_limit_of_its_own(string type, long most) =>
        Assert.Equal(most, (await SendAsync("ada", type: type)).Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize);

    private async Task<HttpContext> SendAsync(string? person, string method = "POST", int bytes = 100, bool isSaid = true, Endpoint? endpoint = null, string type = "application/json")
    {
        var context = new DefaultHttpContext { RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider() };
        context.Features.Set<IHttpMaxRequestBodySizeFeature>(new BodySize());
        context.SetEndpoint(endpoint);
        context.Request.Method = method;
        context.Request.ContentType = type;
        context.Request.Body = new MemoryStream(Encoding.ASCII.GetBytes(new string('x', bytes)));
        context.Request.ContentLength = isSaid ? bytes : null;
        context.Response.Body = new MemoryStream();
        context.User = new(person is null ? new ClaimsIdentity() : new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, person)], "test"));
        await new LimitRequests(Pass, _budgets, new OwnLimits(), _options).InvokeAsync(context);
        return context;
    }

    private async Task Pass(HttpContext context)
    {
        _passed++;
        await context.Request.Body.CopyToAsync(Stream.Null, TestContext.Current.CancellationToken);
    }

    private sealed class BodySize : IHttpMaxRequestBodySizeFeature
    {
        public bool IsReadOnly => false;

        public long? MaxRequestBodySize { get; set; } = 30_000_000;
    }
}
