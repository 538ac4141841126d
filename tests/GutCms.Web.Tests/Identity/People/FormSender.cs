using System.Text.RegularExpressions;
using GutCms.TestSupport;

namespace GutCms.Web.Tests.Identity.People;

/// <summary>Sends forms with the anti-forgery token of a session, which it asks for once.</summary>
internal sealed partial class FormSender
{
    private string? _token;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Forgets the token of a session that has ended.</summary>
    public void Forget() => _token = null;

    /// <summary>Sends a form.</summary>
    /// <returns>Where the answer leads, and its page.</returns>
    public async Task<(string? Location, string Html)> PostAsync(TestBrowser browser, string path, params (string Name, string Value)[] fields)
    {
        var token = await TokenAsync(browser);
        using var form = new FormUrlEncodedContent(fields.Append(("__RequestVerificationToken", token)).Select(field => KeyValuePair.Create(field.Item1, field.Item2)));
        using var answer = await browser.Client.PostAsync(path, form, Token);
        Assert.True((int)answer.StatusCode < 500, path);
        return (answer.Headers.Location?.OriginalString, await answer.Content.ReadAsStringAsync(Token));
    }

    /// <summary>The token.</summary>
    public async Task<string> TokenAsync(TestBrowser browser) =>
        _token ??= Antiforgery().Match(await browser.Client.GetStringAsync("account/sign-in", Token)).Groups["value"].Value;

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"(?<value>[^\"]+)\"")]
    private static partial Regex Antiforgery();
}
