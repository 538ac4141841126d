using System.Net;
using System.Text.RegularExpressions;

namespace GutCms.TestSupport;

/// <summary>A visitor with a browser's cookies, who fills in forms. Does not follow redirects.</summary>
public sealed partial class TestBrowser : IDisposable
{
    private readonly CookieContainer _cookies = new();

    /// <summary>Creates it.</summary>
    public TestBrowser(GutCmsHost host) : this(host.Address)
    {
    }

    /// <summary>Creates one that visits an address, of something in front of a site for example.</summary>
    public TestBrowser(Uri address) =>
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = _cookies }) { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };

    /// <summary>The client, with the cookies.</summary>
    public HttpClient Client { get; }

    /// <summary>The session cookie; null when there is none.</summary>
    public string? Session => _cookies.GetCookies(Client.BaseAddress!)["gutcms.session"]?.Value;

    /// <summary>All cookies, as they are sent.</summary>
    public string Cookies => _cookies.GetCookieHeader(Client.BaseAddress!);

    /// <summary>Puts a cookie there, as an attacker might.</summary>
    public void SetCookie(string name, string value) => _cookies.Add(Client.BaseAddress!, new Cookie(name, value, "/"));

    /// <summary>Opens a page and sends a form of it back, with the hidden fields of all its forms.</summary>
    /// <param name="page">Path of the page.</param>
    /// <param name="fields">What is filled in, besides what hidden fields hold.</param>
    /// <param name="action">Where the form goes; null: to the page.</param>
    public async Task<HttpResponseMessage> SendFormAsync(string page, IReadOnlyDictionary<string, string> fields, string? action = null)
    {
        var html = await Client.GetStringAsync(page, TestContext.Current.CancellationToken);
        var all = HiddenField().Matches(html).DistinctBy(match => match.Groups["name"].Value).ToDictionary(match => match.Groups["name"].Value, match => WebUtility.HtmlDecode(match.Groups["value"].Value), StringComparer.Ordinal);
        foreach (var (name, value) in fields)
        {
            all[name] = value;
        }

        return await Client.PostAsync(action ?? page, new FormUrlEncodedContent(all), TestContext.Current.CancellationToken);
    }

    /// <summary>Signs in with user name and password.</summary>
    public Task<HttpResponseMessage> SignInAsync(string userName, string password) =>
        SendFormAsync("account/sign-in", new Dictionary<string, string> { ["UserName"] = userName, ["Password"] = password });

    /// <inheritdoc/>
    public void Dispose() => Client.Dispose();

    [GeneratedRegex("<input(?=[^>]*type=\"hidden\")(?=[^>]*name=\"(?<name>[^\"]+)\")(?=[^>]*value=\"(?<value>[^\"]*)\")[^>]*>")]
    private static partial Regex HiddenField();
}
