using GutCms.TestSupport;
using Microsoft.Playwright;

namespace GutCms.Browser.Tests;

/// <summary>The tests of the public pages share a seeded site and a browser.</summary>
[CollectionDefinition]
public sealed class PublicSite : ICollectionFixture<SqliteSite>, ICollectionFixture<Chromium>
{
    /// <summary>The article that the site is seeded with.</summary>
    public const string Article = "articles/gut-health-and-mental-health";

    /// <summary>An article without a body.</summary>
    public const string Stub = "articles/early-warning-signs-you-ignore";

    /// <summary>A series.</summary>
    public const string Series = "series/symptom-decoder-series";

    /// <summary>An address at which there is nothing.</summary>
    public const string Missing = "there-is-nothing-here";

    /// <summary>One address of each kind of page, relative to the site, with a name for its pictures.</summary>
    public static TheoryData<string, string> Pages => new()
    {
        { "", "index" },
        { "?q=anxiety", "search" },
        { "?q=zzzz", "nothing-found" },
        { "?q=x", "search-fault" },
        { Article, "article" },
        { Stub, "stub" },
        { Series, "series" },
        { "series", "all-series" },
        { "reference", "reference" },
        { Missing, "not-found" },
    };

    /// <summary>Listens to what the browser complains about: script errors, refused loads, violations of the content security policy, requests to other sites.</summary>
    /// <param name="page">A page that has not been visited yet.</param>
    /// <param name="site">Address of the site.</param>
    /// <param name="document">Address that will be visited. It may be missing on purpose, which Chromium reports as a failed load.</param>
    public static List<string> Complaints(IPage page, Uri site, string document)
    {
        List<string> complaints = [];
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning" && !(message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal) && message.Location.StartsWith(document, StringComparison.Ordinal)))
            {
                complaints.Add($"{message.Type}: {message.Text} ({message.Location})");
            }
        };
        page.PageError += (_, error) => complaints.Add($"script: {error}");
        page.RequestFailed += (_, request) =>
        {
            // Given up by the browser itself, because the page that asked is being left.
            if (request.Failure != "net::ERR_ABORTED")
            {
                complaints.Add($"failed: {request.Url} {request.Failure}");
            }
        };
        page.Request += (_, request) =>
        {
            if (!site.IsBaseOf(new Uri(request.Url)))
            {
                complaints.Add($"other site: {request.Url}");
            }
        };
        return complaints;
    }
}
