using System.Globalization;
using System.Net;
using GutCms.TestSupport;
using GutCms.TestSupport.Editorial;

namespace GutCms.Web.Tests.Notices;

/// <summary>Mails about notices against a real mail server: taken once, kept while it is away, and sent when it is there again.</summary>
public sealed class MailServerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Mail_waits_while_the_server_is_away_is_shown_where_it_waits_and_arrives_once_when_it_is_there()
    {
        await using var postfix = new PostfixServer();
        await postfix.StartAsync();
        await using var site = await TestSite.CreateSeededAsync(SiteDatabase.Sqlite);
        site.Environment["GutCms__Mail__Host"] = "127.0.0.1";
        site.Environment["GutCms__Mail__Port"] = postfix.Port.ToString(CultureInfo.InvariantCulture);
        site.Environment["GutCms__Mail__Security"] = "None";
        site.Environment["GutCms__Mail__From"] = "site@example.org";
        await AddAsync(site, "rita", "MedicalReviewer");
        var password = await AddAsync(site, "anna", "Author");
        var operators = await AddAsync(site, "otto", "Administrator");
        var host = await site.StartAsync();
        using var author = await EditorialClient.SignInAsync(host, "anna", password);
        using var admin = new TestBrowser(host);
        (await admin.SignInAsync("otto", operators)).Dispose();

        await SubmitAsync(author, "server-there");
        await Eventually.HoldsAsync(async () => (await postfix.DeliveredAsync()).Count == 1);

        await postfix.StopAsync();
        await SubmitAsync(author, "server-away");
        await Eventually.HoldsAsync(async () => (await DatabaseDump.QueryAsync(site, "SELECT \"Fault\" FROM \"Outbox\" WHERE \"Fault\" IS NOT NULL AND \"Event\" = 'noticeMail'")).Count == 1);
        Assert.Contains("noticeMail", await admin.Client.GetStringAsync("admin/events", Token), StringComparison.Ordinal);
        Assert.Equal(["sent", "waiting"], await DatabaseDump.QueryAsync(site, "SELECT \"Mail\" FROM \"Notices\" WHERE \"Kind\" = 'submitted' ORDER BY \"Sequence\""));

        await postfix.StartAsync();
        var waiting = (await DatabaseDump.QueryAsync(site, "SELECT \"MessageId\" FROM \"Outbox\" WHERE \"ToldUtc\" IS NULL AND \"Event\" = 'noticeMail'")).Single();

        // It is tried again by itself later; a person who sees that the server is there need not wait for that.
        (await SendAsync(admin)).Dispose();
        (await admin.SendFormAsync("admin/events", new Dictionary<string, string> { ["id"] = waiting, ["decision"] = "Retry" })).Dispose();
        await Eventually.HoldsAsync(async () => (await postfix.DeliveredAsync()).Count == 3);

        var delivered = (await postfix.DeliveredAsync()).Where(mail => mail.To.Mailboxes.Single().Address == "rita@example.org").ToList();
        Assert.Equal(2, delivered.Select(mail => mail.MessageId).Distinct().Count());
        Assert.Contains(delivered, mail => mail.MessageId!.StartsWith(waiting, StringComparison.Ordinal));
        await Eventually.HoldsAsync(async () => (await DatabaseDump.QueryAsync(site, "SELECT \"Mail\" FROM \"Notices\" WHERE \"Kind\" = 'submitted'")).All(mail => mail == "sent"));
    }

    [Fact]
    public async Task Test_mail_says_what_the_server_answers()
    {
        await using var postfix = new PostfixServer();
        await using var site = await TestSite.CreateSeededAsync(SiteDatabase.Sqlite);
        site.Environment["GutCms__Mail__Host"] = "127.0.0.1";
        site.Environment["GutCms__Mail__Port"] = postfix.Port.ToString(CultureInfo.InvariantCulture);
        site.Environment["GutCms__Mail__Security"] = "None";
        site.Environment["GutCms__Mail__From"] = "site@example.org";
        var password = await AddAsync(site, "otto", "Administrator");
        var host = await site.StartAsync();
        using var admin = new TestBrowser(host);
        (await admin.SignInAsync("otto", password)).Dispose();

        using (var refused = await SendAsync(admin))
        {
            Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
            Assert.Contains("The mail server did not take it:", await refused.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        }

        // Who tries it again at once is not told what was a moment ago.
        await postfix.StartAsync();
        using var taken = await SendAsync(admin);
        Assert.Equal(HttpStatusCode.Redirect, taken.StatusCode);
        await Eventually.HoldsAsync(async () => (await postfix.DeliveredAsync()).Count == 1);
        Assert.Equal("otto@example.org", (await postfix.DeliveredAsync())[0].To.Mailboxes.Single().Address);
    }

    private static Task<HttpResponseMessage> SendAsync(TestBrowser admin) => admin.SendFormAsync("admin/settings", new Dictionary<string, string>(), "admin/settings?handler=TestMail");

    private static async Task SubmitAsync(EditorialClient author, string prefix)
    {
        var id = await author.DraftAsync(SampleArticle.Create(SampleArticle.NewSlug(prefix)));
        await author.DoAsync(id, "submit");
    }

    private static async Task<string> AddAsync(TestSite site, string name, string role)
    {
        var added = await site.RunAsync("user", "add", name, "--role", role, "--email", name + "@example.org", "--printed-name", "Dr " + name, "--credential", "MD");
        Assert.True(added.ExitCode == 0, added.Error);
        return added.Output.Trim().Split(' ')[^1];
    }
}
