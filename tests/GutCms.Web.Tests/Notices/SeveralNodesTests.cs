using System.Globalization;
using GutCms.TestSupport;
using GutCms.TestSupport.Editorial;

namespace GutCms.Web.Tests.Notices;

/// <summary>Three nodes on one PostgreSQL: each mail is sent once, and once more at most, under the same id, when a node is killed between sending and writing that down.</summary>
public sealed class SeveralNodesTests
{
    private const int Reviewers = 3;

    [Fact]
    public async Task Each_mail_is_sent_once_and_that_of_a_killed_node_again_under_its_id()
    {
        await using var server = new HoldingMailServer();
        await using var site = await TestSite.CreateSeededAsync(SiteDatabase.PostgreSql);
        site.Environment["GutCms__Mail__Host"] = "127.0.0.1";
        site.Environment["GutCms__Mail__Port"] = server.Port.ToString(CultureInfo.InvariantCulture);
        site.Environment["GutCms__Mail__Security"] = "None";
        site.Environment["GutCms__Mail__From"] = "site@example.org";
        var password = await AddAsync(site, "anna", "Author");
        for (var number = 0; number < Reviewers; number++)
        {
            await AddAsync(site, $"reviewer{number}", "MedicalReviewer");
        }

        var killed = await site.StartProcessAsync();
        var (second, third) = (await site.StartAsync(), await site.StartAsync());
        foreach (var node in new[] { killed, second, third })
        {
            await SubmitAsync(node, password);
        }

        await Eventually.HoldsAsync(async () => await SentAsync(site) == 3 * Reviewers);
        Assert.Equal(3 * Reviewers, server.Taken.Select(mail => mail.MessageId).Distinct().Count());
        Assert.Equal(3 * Reviewers, server.Taken.Count);

        // The first is alone, so that it is the one that sends; it has sent one mail and waits for what the server says to the next.
        await second.StopAsync();
        await third.StopAsync();
        server.HoldAfter(1);
        await SubmitAsync(killed, password);
        await Eventually.HoldsAsync(() => server.Holds);
        await killed.KillAsync();

        // What it was about to tell is free after minutes, which pass here at once.
        await DatabaseDump.ExecuteAsync(site, "UPDATE \"Outbox\" SET \"ClaimedUntilUtc\" = 0 WHERE \"ClaimedBy\" IS NOT NULL");
        await site.StartAsync();
        await site.StartAsync();
        await Eventually.HoldsAsync(async () => await SentAsync(site) == 4 * Reviewers);

        var times = server.Taken.GroupBy(mail => mail.MessageId).Select(mails => (Times: mails.Count(), To: string.Join(',', mails.Select(mail => mail.To.Mailboxes.Single().Address).Distinct()))).ToList();
        Assert.Equal(4 * Reviewers, times.Count);
        Assert.Equal(2, Assert.Single(times, mail => mail.Times > 1).Times);
        Assert.All(times, mail => Assert.DoesNotContain(',', mail.To));
    }

    private static async Task<int> SentAsync(TestSite site) => (await DatabaseDump.QueryAsync(site, "SELECT \"NoticeId\" FROM \"Notices\" WHERE \"Mail\" = 'sent'")).Count;

    private static async Task SubmitAsync(GutCmsHost host, string password)
    {
        using var author = await EditorialClient.SignInAsync(host, "anna", password);
        var id = await author.DraftAsync(SampleArticle.Create(SampleArticle.NewSlug("nodes")));
        await author.DoAsync(id, "submit");
    }

    private static async Task<string> AddAsync(TestSite site, string name, string role)
    {
        var added = await site.RunAsync("user", "add", name, "--role", role, "--email", name + "@example.org", "--printed-name", "Dr " + name, "--credential", "MD");
        Assert.True(added.ExitCode == 0, added.Error);
        return added.Output.Trim().Split(' ')[^1];
    }
}
