using GutCms.TestSupport;
using Microsoft.Playwright;

namespace GutCms.Browser.Tests.Admin;

/// <summary>
/// What every test of the admin needs. Whatever the browser complains about while a test runs (script errors, refused loads, the content security policy,
/// requests to other sites) fails the test at its end.
/// </summary>
[Collection<EditorialSite>]
public abstract class AdminTest(SqliteSite site, Chromium chromium) : BrowserTest(site, chromium)
{
    private readonly List<List<string>> _complaints = [];

    /// <summary>The site's data, for commands.</summary>
    protected TestSite Data { get; } = site.Site;

    /// <summary>Signs somebody in and opens a page of the admin.</summary>
    /// <param name="person">Who.</param>
    /// <param name="path">Relative to the site, for example <c>admin/content</c>.</param>
    /// <param name="width">Width of the window in CSS pixels.</param>
    /// <param name="script">Scripts may run.</param>
    protected async Task<IPage> SignInAsync(Person person, string path = "admin", int width = 1440, bool script = true)
    {
        var page = await OpenAsync(width, script);
        Listen(page);
        await page.GotoAsync(At(path));
        await person.SignInAsync(page);
        await page.WaitForURLAsync(At(path));
        return page;
    }

    /// <summary>Adds somebody with a role, signs in and opens a page of the admin.</summary>
    protected async Task<IPage> SignInAsync(string role, string path = "admin", int width = 1440) => await SignInAsync(await Person.AddAsync(Data, role), path, width);

    /// <summary>Has the complaints about a page fail the test.</summary>
    protected void Listen(IPage page)
    {
        // A refusal is a page with a status of its own, which the browser reports as a failed load; what a page loads besides must not fail.
        var complaints = PublicSite.Complaints(page, Site, Site.AbsoluteUri);
        page.Response += (_, response) =>
        {
            if (response.Status >= 400 && response.Request.ResourceType != "document")
            {
                complaints.Add($"{response.Status}: {response.Url}");
            }
        };
        _complaints.Add(complaints);
    }

    /// <summary>Looks at the page that is open, see <see cref="Look"/>.</summary>
    protected static Task LookAtAsync(IPage page, string name) => Look.AtAsync(page, "admin-" + name);

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        GC.SuppressFinalize(this);
        Assert.Empty(_complaints.SelectMany(complaints => complaints));
    }
}
