using System.Net;
using System.Text.RegularExpressions;

namespace GutCms.OrchardCore.Tests;

/// <summary>A person in the admin: signed in with a cookie, sending the forms that its pages show.</summary>
internal sealed partial class AdminBrowser : IDisposable
{
    private readonly CookieContainer _cookies = new();

    private readonly HttpClient _client;

    private readonly KeptLog _log;

    private AdminBrowser(Uri address, KeptLog log)
    {
        _client = At(address);
        _log = log;
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static Task<AdminBrowser> SignInAsync(OrchardSite site, string name) => SignInToAsync(site, "", name);

    /// <summary>Signs in to the site at a path: empty, or the name of a tenant and a slash.</summary>
    public static async Task<AdminBrowser> SignInToAsync(OrchardSite site, string path, string name)
    {
        var browser = new AdminBrowser(new Uri(site.Client.BaseAddress!, path), site.Log);
        var page = await browser.SendAsync("Login", $"Login?ReturnUrl=/{path}Admin", ("LoginForm.UserName", name), ("LoginForm.Password", OrchardSite.Password));
        Assert.DoesNotContain("LoginForm.Password", page, StringComparison.Ordinal);
        return browser;
    }

    /// <summary>A person's session, for calls of the API.</summary>
    public static async Task<HttpClient> OpenSessionAsync(OrchardSite site, string name) => (await SignInAsync(site, name))._client;

    /// <summary>A session of a person of a tenant.</summary>
    public static async Task<HttpClient> OpenSessionAsync(OrchardSite site, string tenant, string name) => (await SignInToAsync(site, tenant + "/", name))._client;

    /// <summary>A client with the same session, for calls of the API at this or another address of the machine.</summary>
    public HttpClient At(Uri address) => new(new SocketsHttpHandler { UseCookies = true, CookieContainer = _cookies }) { BaseAddress = address, Timeout = TimeSpan.FromMinutes(2) };

    public void Dispose() => _client.Dispose();

    /// <summary>The HTML of a page.</summary>
    public async Task<string> OpenAsync(string page)
    {
        using var response = await _client.GetAsync(page, Cancellation);
        var html = await response.Content.ReadAsStringAsync(Cancellation);
        Assert.True(response.IsSuccessStatusCode, $"{page}: {response.StatusCode} {html}");
        Assert.DoesNotMatch(Unhelped(), html);
        return html;
    }

    /// <summary>Whether a page can be opened.</summary>
    public async Task<HttpStatusCode> TryAsync(string page)
    {
        using var response = await _client.GetAsync(page, Cancellation);
        return response.StatusCode;
    }

    /// <summary>Sends fields with the anti-forgery token of a page; the HTML of where that leads.</summary>
    public async Task<string> SendAsync(string page, string address, params (string Name, string Value)[] fields)
    {
        var token = Token().Match(await OpenAsync(page)).Groups[1].Value;
        Assert.NotEmpty(token);
        var form = fields.Append(("__RequestVerificationToken", token)).Select(field => KeyValuePair.Create(field.Item1, field.Item2));
        using var response = await _client.PostAsync(address, new FormUrlEncodedContent(form), Cancellation);
        var html = await response.Content.ReadAsStringAsync(Cancellation);
        Assert.True(response.IsSuccessStatusCode, $"{address}, answered by {response.RequestMessage?.Method} {response.RequestMessage?.RequestUri}: {response.StatusCode} {html}\n{_log.Text}");
        return WebUtility.HtmlDecode(html);
    }

    /// <summary>Sends fields with the anti-forgery token of a page; only how that is answered.</summary>
    public async Task<HttpStatusCode> TrySendAsync(string page, string address, params (string Name, string Value)[] fields)
    {
        var form = fields.Append(("__RequestVerificationToken", Token().Match(await OpenAsync(page)).Groups[1].Value)).Select(field => KeyValuePair.Create(field.Item1, field.Item2));
        using var response = await _client.PostAsync(address, new FormUrlEncodedContent(form), Cancellation);
        return response.StatusCode;
    }

    /// <summary>Sends a file with the anti-forgery token of a page; the HTML of where that leads.</summary>
    public async Task<string> UploadAsync(string page, string address, string field, string fileName, string text)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent(Token().Match(await OpenAsync(page)).Groups[1].Value), "__RequestVerificationToken" },
            { new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(text)), field, fileName },
        };
        using var response = await _client.PostAsync(address, form, Cancellation);
        var html = await response.Content.ReadAsStringAsync(Cancellation);
        Assert.True(response.IsSuccessStatusCode, $"{address}: {response.StatusCode} {html}");
        return html;
    }

    /// <summary>Sends a page's own form back to it as it is, with further fields and those that are filled in otherwise; the HTML of where that leads.</summary>
    public async Task<string> SendFormAsync(string page, params (string Name, string Value)[] fields)
    {
        var document = await new AngleSharp.Html.Parser.HtmlParser().ParseDocumentAsync(await OpenAsync(page), Cancellation);
        var form = document.Forms.Single(candidate => candidate.QuerySelector("[name='submit.Save'], [name='submit.Publish']") is not null);
        var filled = form.QuerySelectorAll("input[name], textarea[name], select[name]").SelectMany(field => field switch
        {
            AngleSharp.Html.Dom.IHtmlInputElement { Type: "checkbox" or "radio", IsChecked: false } => [],
            AngleSharp.Html.Dom.IHtmlInputElement input => [(input.Name!, input.Value)],
            AngleSharp.Html.Dom.IHtmlTextAreaElement text => [(text.Name!, text.Value)],
            AngleSharp.Html.Dom.IHtmlSelectElement select => [(select.Name!, select.Value ?? "")],
            _ => Array.Empty<(string, string)>(),
        });
        using var response = await _client.PostAsync(page, new FormUrlEncodedContent(filled.Where(field => fields.All(other => other.Name != field.Item1)).Concat(fields).Select(field => KeyValuePair.Create(field.Item1, field.Item2))), Cancellation);
        var html = await response.Content.ReadAsStringAsync(Cancellation);
        Assert.True(response.IsSuccessStatusCode, $"{page}: {response.StatusCode} {html}");
        return html;
    }

    /// <summary>What a page says, without its tags.</summary>
    public static string Words(string html) => WebUtility.HtmlDecode(Tag().Replace(html, ""));

    /// <summary>A tag whose helper was not there when the page was built: its style or script is missing, its link leads nowhere.</summary>
    [GeneratedRegex("<[a-z][^>]* asp-[a-z]+=")]
    private static partial Regex Unhelped();

    [GeneratedRegex("<[^>]+>")]
    private static partial Regex Tag();

    [GeneratedRegex("__RequestVerificationToken[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
