using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GutCms.TestSupport;
using GutCms.TestSupport.Editorial;
using MimeKit;

namespace GutCms.Web.Tests.Notices;

/// <summary>Mails about notices, which are files in Development: who gets one, in which words, with which link, and who gets none.</summary>
public sealed partial class NoticeMailTests : IAsyncLifetime
{
    private const string Reviewer = "reviewer-rita";
    private TestSite _site = null!;
    private GutCmsHost _host = null!;
    private EditorialClient _author = null!;
    private EditorialClient _reviewer = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _site = await TestSite.CreateSeededAsync(SiteDatabase.Sqlite);
        _site.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        var author = await AddAsync("author-anna", "Author");
        var reviewer = await AddAsync(Reviewer, "MedicalReviewer");
        _host = await _site.StartAsync();
        _author = await EditorialClient.SignInAsync(_host, "author-anna", author);
        _reviewer = await EditorialClient.SignInAsync(_host, Reviewer, reviewer);
    }

    public async ValueTask DisposeAsync()
    {
        _author?.Dispose();
        _reviewer?.Dispose();
        await _site.DisposeAsync();
    }

    [Fact]
    public async Task Mail_says_it_in_text_and_html_with_the_words_in_the_conversation_of_the_article_and_its_link_leads_there()
    {
        using (var chosen = await _author.Browser.SendFormAsync("account/language", new Dictionary<string, string> { ["Language"] = "de" }))
        {
            Assert.Equal(HttpStatusCode.Redirect, chosen.StatusCode);
        }

        var (id, title) = await SubmitAsync();
        var asked = await MailAsync(mail => (mail.Subject ?? "").StartsWith($"“{title}” waits", StringComparison.Ordinal));
        Assert.Equal("reviewer-rita@example.org", asked.To.Mailboxes.Single().Address);

        var (seen, tag) = await _reviewer.ReviewAsync(id);
        var changes = new JsonObject { ["contentHash"] = (string?)seen["contentHash"], ["presentationHash"] = (string?)seen["presentationHash"], ["comment"] = "Say <b>how much</b>." };
        Assert.Equal(200, (await _reviewer.PostAsync($"api/review/{id}/requestChanges", changes, tag)).Status);

        var mail = await MailAsync(mail => mail.To.Mailboxes.Single().Address == "author-anna@example.org");
        Assert.Equal($"{Reviewer} bittet um Änderungen in „{title}“.", mail.Subject);
        Assert.Contains("Say <b>how much</b>.", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("Say &lt;b&gt;how much&lt;/b&gt;.", mail.HtmlBody, StringComparison.Ordinal);
        Assert.Equal(asked.InReplyTo, mail.InReplyTo);
        Assert.Contains(id, mail.InReplyTo, StringComparison.Ordinal);
        Assert.NotEqual(asked.MessageId, mail.MessageId);

        var link = Link().Match(mail.TextBody ?? "").Value;
        using var there = await _author.Browser.Client.GetAsync(link[_host.Address.AbsoluteUri.Length..], Token);
        Assert.Equal($"/admin/review/{id}", there.Headers.Location?.OriginalString);
        using var stranger = new TestBrowser(_host);
        using var asksToSignIn = await stranger.Client.GetAsync(link[_host.Address.AbsoluteUri.Length..], Token);
        Assert.Contains("sign-in?returnUrl=%2Fadmin%2Fnotices%2F", asksToSignIn.Headers.Location!.OriginalString, StringComparison.OrdinalIgnoreCase);

        var told = await DatabaseDump.QueryAsync(_site, "SELECT \"UserName\" || ' ' || \"Mail\" || ' ' || \"MailedTo\" FROM \"Notices\" WHERE \"Mail\" = 'sent' ORDER BY \"Sequence\"");
        Assert.Equal([$"{Reviewer} sent reviewer-rita@example.org", "author-anna sent author-anna@example.org"], told);
    }

    [Fact]
    public async Task One_post_of_a_mail_program_ends_mails_of_the_kind_and_no_others_and_the_admin_goes_on_telling()
    {
        await SubmitAsync();
        var mail = await MailAsync(mail => true);
        Assert.Equal("List-Unsubscribe=One-Click", mail.Headers[HeaderId.ListUnsubscribePost]);
        var address = mail.Headers[HeaderId.ListUnsubscribe]!.Trim('<', '>')[_host.Address.AbsoluteUri.Length..];

        // A program that looks at links changes nothing.
        using (var look = await _host.Client.GetAsync(address, Token))
        {
            Assert.Equal(HttpStatusCode.OK, look.StatusCode);
            Assert.Contains("Texts that wait for a decision", await look.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        }

        Assert.Contains("value=\"Now\" selected", await SettingsAsync("wish-submitted"), StringComparison.Ordinal);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["List-Unsubscribe"] = "One-Click" });
        using (var done = await _host.Client.PostAsync(address, form, Token))
        {
            Assert.Equal(HttpStatusCode.OK, done.StatusCode);
        }

        Assert.Contains("value=\"Never\" selected", await SettingsAsync("wish-submitted"), StringComparison.Ordinal);
        Assert.Contains("value=\"Now\" selected", await SettingsAsync("wish-mentioned"), StringComparison.Ordinal);
        using (var forged = await _host.Client.PostAsync(address[..^4] + "AAAA", form, Token))
        {
            Assert.Equal(HttpStatusCode.NotFound, forged.StatusCode);
        }

        var (_, title) = await SubmitAsync();
        await Eventually.HoldsAsync(async () => (await _reviewer.Browser.Client.GetStringAsync("admin/notices", Token)).Contains(title, StringComparison.Ordinal));
        Assert.Equal(["sent", "unwanted"], await DatabaseDump.QueryAsync(_site, "SELECT \"Mail\" FROM \"Notices\" WHERE \"Kind\" = 'submitted' ORDER BY \"Sequence\""));
    }

    [Fact]
    public async Task A_site_replaces_the_form_of_mails_and_a_fault_in_it_is_named_where_the_mail_waits()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_site.DataDirectory, "templates", "mail")).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "notice.txt"), "House of guts\n{{text}}\n{{link}}\n", Token);
        await SubmitAsync();
        Assert.StartsWith("House of guts", (await MailAsync(mail => true)).TextBody, StringComparison.Ordinal);

        await File.WriteAllTextAsync(Path.Combine(folder, "notice.html"), "<p>{{texts}}</p>", Token);
        await SubmitAsync();
        await Eventually.HoldsAsync(async () => (await DatabaseDump.QueryAsync(_site, "SELECT \"Fault\" FROM \"Outbox\" WHERE \"Fault\" IS NOT NULL")).Any(fault => fault.Contains("notice.html shows {{texts}}", StringComparison.Ordinal)));
    }

    private async Task<string> AddAsync(string name, string role)
    {
        var added = await _site.RunAsync("user", "add", name, "--role", role, "--email", name + "@example.org", "--printed-name", "Dr " + name, "--credential", "MD");
        Assert.True(added.ExitCode == 0, added.Error);
        return added.Output.Trim().Split(' ')[^1];
    }

    private async Task<(string Id, string Title)> SubmitAsync()
    {
        var title = SampleArticle.NewSlug("mail");
        var id = await _author.DraftAsync(SampleArticle.Create(title));
        await _author.DoAsync(id, "submit");
        return (id, title);
    }

    private async Task<string> SettingsAsync(string field)
    {
        var page = await _reviewer.Browser.Client.GetStringAsync("account/notices", Token);
        var from = page.IndexOf($"id=\"{field}\"", StringComparison.Ordinal);
        return page[from..page.IndexOf("</select>", from, StringComparison.Ordinal)];
    }

    private async Task<MimeMessage> MailAsync(Predicate<MimeMessage> fits)
    {
        MimeMessage? found = null;
        await Eventually.HoldsAsync(async () =>
        {
            foreach (var file in Directory.Exists(Folder) ? Directory.GetFiles(Folder, "*.eml") : [])
            {
                try
                {
                    found = await MimeMessage.LoadAsync(file, Token) is var mail && fits(mail) ? mail : found;
                }
                catch (Exception exception) when (exception is IOException or FormatException)
                {
                    // It is still being written.
                }
            }

            return found is not null;
        });
        return found!;
    }

    private string Folder => Path.Combine(_site.DataDirectory, "mails");

    [GeneratedRegex(@"https?://\S+/admin/notices/\S+")]
    private static partial Regex Link();
}
