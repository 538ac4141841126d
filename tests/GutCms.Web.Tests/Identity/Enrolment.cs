using System.Net;
using System.Text.RegularExpressions;
using GutCms.TestSupport;
using OtpNet;

namespace GutCms.Web.Tests.Identity;

/// <summary>Turns the second factor of an account on, as its owner does.</summary>
internal static partial class Enrolment
{
    private const string Page = "account/authenticator";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Does it; other sessions end.</summary>
    /// <param name="owner">Signed in.</param>
    /// <param name="password">The password.</param>
    /// <returns>Recovery codes, each of which stands in for a code, once.</returns>
    public static async Task<IReadOnlyList<string>> EnrolAsync(TestBrowser owner, string password)
    {
        // The page offers another secret each time, so the form is that of the page that was read.
        var offer = await owner.Client.GetStringAsync(Page, Token);
        var code = new Totp(Base32Encoding.ToBytes(Code().Match(offer).Groups["text"].Value)).ComputeTotp(TimeProvider.System.GetUtcNow().UtcDateTime);
        using var form = new FormUrlEncodedContent(Hidden().Matches(Form().Match(offer).Value)
            .Select(field => KeyValuePair.Create(field.Groups["name"].Value, WebUtility.HtmlDecode(field.Groups["value"].Value))).Append(new("Password", password)).Append(new("Code", code)));
        using var answer = await owner.Client.PostAsync(Page + "?handler=enable", form, Token);
        var codes = Code().Matches(await answer.Content.ReadAsStringAsync(Token)).Select(match => match.Groups["text"].Value).ToList();
        Assert.Equal(10, codes.Count);
        return codes;
    }

    [GeneratedRegex("<code>(?<text>[^<]+)</code>")]
    private static partial Regex Code();

    [GeneratedRegex("<form[^>]*handler=enable.*?</form>", RegexOptions.Singleline)]
    private static partial Regex Form();

    [GeneratedRegex("<input(?=[^>]*type=\"hidden\")(?=[^>]*name=\"(?<name>[^\"]+)\")(?=[^>]*value=\"(?<value>[^\"]*)\")[^>]*>")]
    private static partial Regex Hidden();
}
