using GutCms.Core.Delivery;
using GutCms.Core.Storage;
using GutCms.Web.Storage.Databases;
using static GutCms.Web.Tests.Storage.DeliveryReaderTests;
using static GutCms.Web.Tests.Storage.TestContent;

namespace GutCms.Web.Tests.Storage;

public sealed class ArticleSearchOnSqliteTests() : ArticleSearchTests(Provider.Sqlite);

public sealed class ArticleSearchOnPostgreSqlTests() : ArticleSearchTests(Provider.PostgreSql);

/// <summary>What a search finds, in which order, and that no input is taken for syntax.</summary>
public abstract class ArticleSearchTests(Provider provider) : StorageTests(provider)
{
    [Fact]
    public async Task Finds_articles_in_which_all_words_occur()
    {
        await Storage.Store.DeliverAsync(
            Record("both", text: "The gut talks to the brain."), Record("one", text: "Only the gut."), Record("apart", title: "Brain", text: "and gut"));

        Assert.Equal(["apart", "both"], Names(await SearchAsync("gut brain")));
        Assert.Equal(["apart", "both"], Names(await SearchAsync("  BRAIN,gut ")));
        Assert.Empty(Names(await SearchAsync("gut brain liver")));
    }

    [Fact]
    public async Task Ignores_case_and_diacritics()
    {
        await Storage.Store.DeliverAsync(Record("a", text: "Sjögren, café, ÉLAN, Müller"));

        foreach (var word in new[] { "sjogren", "SJÖGREN", "cafe\u0301", "elan", "muller" })
        {
            Assert.Equal(1, (await SearchAsync(word)).Total);
        }
    }

    [Fact]
    public async Task Puts_articles_with_the_words_in_their_title_first_and_newer_ones_before_older_ones()
    {
        await Storage.Store.DeliverAsync(Record("old", text: "gut brain"));
        await Storage.Store.DeliverAsync(Record("all", title: "Brain and gut"));
        await Storage.Store.DeliverAsync(Record("some", title: "Gut", text: "brain"));
        await Storage.Store.DeliverAsync(Record("new", text: "brain gut"));

        Assert.Equal(["all", "some", "new", "old"], Names(await SearchAsync("gut brain")));
    }

    [Fact]
    public async Task Takes_the_last_word_as_the_beginning_of_one_when_no_article_has_it()
    {
        await Storage.Store.DeliverAsync(Record("a", text: "gut microbiome"), Record("b", text: "gut micro"), Record("c", text: "gut macro"));

        Assert.Equal(["b"], Names(await SearchAsync("gut micro")));
        Assert.Equal(["b", "a"], Names(await SearchAsync("gut micr")));
        Assert.Empty(Names(await SearchAsync("gu micr")));
        var page = await Storage.Reader.ListArticlesAsync(new ArticleQuery(null, "gut micr", ArticleSort.Relevance, null, 1), Token);
        Assert.Equal(["a"], Names(await Storage.Reader.ListArticlesAsync(new ArticleQuery(null, "gut micr", ArticleSort.Relevance, page.Rows[0].Cursor, 1), Token)));
    }

    [Theory]
    [InlineData("gut\"")]
    [InlineData("\"gut")]
    [InlineData("gut*")]
    [InlineData("(gut")]
    [InlineData("gut' & !'")]
    [InlineData("words:gut")]
    [InlineData("gut AND")]
    [InlineData("gut NOT brain")]
    [InlineData("-gut ^gut")]
    [InlineData("gut:*")]
    [InlineData("t:gut")]
    [InlineData("gut\0\\")]
    [InlineData("'; DROP TABLE \"Users\"; --")]
    public async Task Takes_no_input_for_syntax(string search)
    {
        await Storage.Store.DeliverAsync(Record("a", title: "other", text: "gut words t AND NOT brain DROP TABLE Users"));

        Assert.Equal(["a"], Names(await SearchAsync(search)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("\"'*():&|!-")]
    public async Task Finds_nothing_without_a_word(string search)
    {
        await Storage.Store.DeliverAsync(Record("a", text: "gut"));

        Assert.Equal(0, (await SearchAsync(search)).Total);
    }

    [Fact]
    public async Task Searches_within_a_series()
    {
        await Storage.Store.DeliverAsync(Record("a", text: "gut", series: "one-two"), Record("b", text: "gut", series: "one"), Record("c", text: "gut one"));

        foreach (var sort in new[] { ArticleSort.Relevance, ArticleSort.Title })
        {
            var page = await Storage.Reader.ListArticlesAsync(new ArticleQuery("One", "gut", sort, null, 10), Token);
            Assert.Equal(("b", 1), (string.Join(' ', Names(page)), page.Total));
        }
    }

    [Fact]
    public async Task Orders_matches_by_column_whether_rare_or_common()
    {
        await Storage.Store.DeliverAsync([.. Enumerable.Range(0, 60).Select(i => Record($"n{i:00}", text: i == 7 || i == 3 ? "common rare" : "common"))]);

        Assert.Equal(["n03", "n07"], Names(await Storage.Reader.ListArticlesAsync(new ArticleQuery(null, "rare", ArticleSort.Title, null, 2), Token)));
        var page = await Storage.Reader.ListArticlesAsync(new ArticleQuery(null, "common", ArticleSort.Title, null, 2), Token);
        Assert.Equal(("n00 n01", 60, true), (string.Join(' ', Names(page)), page.Total, page.HasMore));
    }

    [Fact]
    public async Task Marks_the_matches_in_a_snippet()
    {
        await Storage.Store.DeliverAsync(
            Record("long", text: string.Join(' ', Enumerable.Repeat("filler", 100)) + " the Gut and the Bräin talk " + string.Join(' ', Enumerable.Repeat("more", 100))),
            Record("title", title: "Gut <Brain>", text: "nothing"));

        var page = await SearchAsync("brain gut");

        Assert.Equal("\u0002Gut\u0003 <\u0002Brain\u0003>", page.Rows[0].Snippet);
        Assert.Contains("the \u0002Gut\u0003 and the \u0002Bräin\u0003 talk", page.Rows[1].Snippet, StringComparison.Ordinal);
        Assert.StartsWith("…filler", page.Rows[1].Snippet, StringComparison.Ordinal);
        Assert.EndsWith("more…", page.Rows[1].Snippet, StringComparison.Ordinal);
        Assert.InRange(page.Rows[1].Snippet!.Length, 150, 260);
    }

    [Fact]
    public async Task Finds_what_people_type()
    {
        await Storage.Store.DeliverAsync(
            Text("a", "Łódź study"), Text("b", "Straße, Ödem, cœur, ﬁbre"), Text("c", "in\u00ADflammation of the gut"), Text("d", "睡眠不足"), Text("e", "睡觉。不足"), Text("f", "10⁹ cells"), Text("g", "10 cells"),
            Text("h", "omega-3 acids"), Text("i", "anxious people"), Text("j", "anxieties"), Text("k", "t:x การนอนหลับ 2.5 mg"), Text("l", "anxiety"));

        foreach (var (typed, right) in new[]
        {
            ("lodz", "a"), ("strasse", "b"), ("coeur", "b"), ("inflammation", "c"), ("睡眠", "d"), ("不足", "e d"), ("10⁹", "f"), ("omega3", "h"), ("omega 3", "h"), ("anxiety", "l j"), ("ANXIETIES", "j l"),
            ("inflamation gut", "c"), ("omegaacids", "h"), ("นอน", "k"), ("2,5mg", "k"), ("25 mg", ""), ("ti", ""),
        })
        {
            var page = await SearchAsync(typed);
            Assert.Equal((typed, right, page.Rows.Count), (typed, string.Join(' ', Names(page)), page.Total));
        }

        var first = await Storage.Reader.ListArticlesAsync(new ArticleQuery(null, "anxieti", ArticleSort.Relevance, null, 1), Token);
        var second = await Storage.Reader.ListArticlesAsync(new ArticleQuery(null, "anxieti", ArticleSort.Relevance, first.Rows[0].Cursor, 1), Token);
        Assert.Equal(("l", "j", false), (string.Join(' ', Names(first)), string.Join(' ', Names(second)), second.HasMore));
        Assert.Equal(["l"], Names(await Storage.Reader.ListArticlesAsync(new ArticleQuery(null, "anxeity", ArticleSort.PublishedDescending, null, 9), Token)));

        static DeliveryRecord Text(string name, string text) => Record(name, text: text) with { Language = "en" };
    }

    [Fact]
    public async Task Makes_an_index_by_older_rules_anew_at_the_start()
    {
        await Storage.Store.DeliverAsync(Record("a", title: "Łódź", text: "omega-3", series: "one"));
        await using (var connection = await Storage.Database.OpenAsync(Token))
        {
            using var session = new SqlSession(connection);
            await Storage.Database.ClearSearchAsync(session, SearchTable.Delivery, Token);
            await Storage.Database.AddSearchAsync(session, SearchTable.Delivery, [new(1, "older")], Token);
        }

        Assert.False(await Storage.Migrator.IsUpToDateAsync(Token));
        await Storage.Migrator.MigrateAsync(Token);

        Assert.True(await Storage.Migrator.IsUpToDateAsync(Token));
        Assert.Empty(Names(await SearchAsync("older")));
        Assert.Equal(["a"], Names(await Storage.Reader.ListArticlesAsync(new ArticleQuery("one", "lodz omega3", ArticleSort.Relevance, null, 9), Token)));
    }

    private Task<DeliveryPage> SearchAsync(string text) => Storage.Reader.ListArticlesAsync(new ArticleQuery(null, text, ArticleSort.Relevance, null, 100), Token);
}
