using GutCms.Web.Tests.Storage;

namespace GutCms.Web.Tests.ReviewApi;

/// <summary>A cursor of one list is refused by every other one, and by the same one with another order or filter.</summary>
public sealed class CursorsOfListsTests() : ReviewApiTests(Provider.Sqlite)
{
    [Fact]
    public async Task A_cursor_goes_on_in_the_list_that_handed_it_out_and_nowhere_else()
    {
        var (one, other) = (await DraftAsync("one"), await DraftAsync("other"));
        foreach (var id in new[] { one, other })
        {
            (await PullAsync("author", id, "submit")).Expect(200);
            (await EditAsync("author", id, "Another text.")).Expect(200);
            (await PullAsync("author", id, "submit")).Expect(200);
        }

        string[] lists =
        [
            "api/delivery/articles?", "api/delivery/articles?sort=published", "api/delivery/articles?sort=title", "api/delivery/articles?q=gut", "api/delivery/articles?q=gut&sort=title", "api/delivery/articles?q=the",
            "api/delivery/series?", "api/content?", "api/content?status=latest", "api/content?status=latest&contentType=Article", "api/content?status=latest&q=o", "api/review/queue?", "api/review/queue?stage=Medical",
            $"api/content/{one}/versions?", $"api/content/{other}/versions?", "api/audit?", "api/audit?action=content", "api/audit?from=2026-01-01T00:00:00Z", $"api/audit?item={one}",
            $"api/audit?act={(string?)(await GetAsync("administrator", "api/audit?action=recipe")).Expect(200)["items"][0]!["actId"]}",
            $"api/review/{one}/audit?action=content",
        ];
        var cursors = new Dictionary<string, string>();
        foreach (var list in lists)
        {
            // Some of the lists have one page here; they refuse what others hand out all the same.
            if ((string?)(await GetAsync("administrator", list + "&first=1")).Expect(200).Body!["nextCursor"] is { } next)
            {
                cursors.Add(list, next);
            }
        }

        Assert.InRange(cursors.Count, 14, lists.Length);

        foreach (var asked in lists)
        {
            foreach (var (list, cursor) in cursors)
            {
                var answer = (await GetAsync("administrator", $"{asked}&first=1&after={cursor}")).Expect(asked == list ? 200 : 400);
                if (asked != list)
                {
                    Assert.Equal("urn:gutcms:problem:invalid-cursor", (string?)answer["type"]);
                    Assert.Contains("this filter", (string?)answer["errors"]["after"]![0]);
                }
            }
        }
    }

    [Fact]
    public async Task The_cursor_of_another_person_s_list_is_refused()
    {
        await DraftAsync("one");
        await DraftAsync("two", "author2");
        await DraftAsync("three");
        var next = (string)(await GetAsync("author", "api/content?status=draft&first=1")).Expect(200)["nextCursor"]!;

        (await GetAsync("author", "api/content?status=draft&first=1&after=" + next)).Expect(200);
        (await GetAsync("author2", "api/content?status=draft&first=1&after=" + next)).Expect(400);
    }
}
