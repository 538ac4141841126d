using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using GutCms.OrchardCore.Storage;
using Npgsql;

namespace GutCms.OrchardCore.Tests;

/// <summary>What people and programs are told while others keep the database, or while it is away.</summary>
[Collection<TwoNodes>]
public sealed class UnavailableDatabaseTests(NodePair pair)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_waits_too_long_for_another_writer_is_asked_to_come_back_and_nothing_is_changed()
    {
        await pair.StartAsync();
        var draft = await pair.AuthorHere.SaveDraftAsync(Editorial.NewArticle("Written while another writes"));
        var id = (string)draft["ContentItemId"]!;
        await pair.Site.ConnectAsync(pair.Site.ConnectionString + ";Command Timeout=2");
        await using (var other = new NpgsqlConnection(pair.Site.ConnectionString))
        {
            await other.OpenAsync(Cancellation);
            await using var writing = await other.BeginTransactionAsync(Cancellation);
            await using (var take = new NpgsqlCommand("UPDATE \"GutCmsLock\" SET \"Number\" = \"Number\"", other, writing))
            {
                Assert.Equal(1, await take.ExecuteNonQueryAsync(Cancellation));
            }

            using (var submitted = await pair.AuthorHere.PullAsync(id, "submit"))
            {
                await AssertProblemAsync(submitted, "Another change has been going on for too long.", 5);
            }

            // Also where the lock is taken within what Orchard Core does.
            using (var published = await pair.EditorHere.PostAsJsonAsync("api/content", draft, Cancellation))
            {
                await AssertProblemAsync(published, "Another change has been going on for too long.", 5);
            }

            using var read = await pair.AuthorHere.GetAsync($"api/review/{id}", Cancellation);
            Assert.Equal(HttpStatusCode.OK, read.StatusCode);
        }

        await pair.Site.ConnectAsync(pair.Site.ConnectionString);
        Assert.Equal("draft", (string?)(await pair.AuthorHere.ReviewAsync(id))["state"]);
        await pair.AuthorHere.DoAsync(id, "submit");
    }

    [Fact]
    public async Task Whoever_meets_a_server_that_ends_its_connections_is_asked_to_come_back()
    {
        await pair.StartAsync();
        await pair.Site.ConnectAsync(pair.Site.ConnectionString + ";Application Name=ended");
        await pair.AuthorHere.GetStringAsync("api/review/queue", Cancellation);

        await EndAsync();
        using (var program = await pair.AuthorHere.GetAsync("api/review/queue", Cancellation))
        {
            await AssertProblemAsync(program, "The database cannot be reached or written at the moment.", 10);
        }

        await pair.AuthorHere.GetStringAsync("api/review/queue", Cancellation);
        await pair.Site.ConnectAsync(pair.Site.ConnectionString);
    }

    [Theory]
    [InlineData("40001", "Busy")]
    [InlineData("40P01", "Busy")]
    [InlineData("55P03", "Busy")]
    [InlineData("57P01", "Away")]
    [InlineData("53100", "Away")]
    [InlineData("23505", null)]
    [InlineData("42P01", null)]
    public void Faults_of_a_server_are_told_from_those_of_the_program(string state, string? fault) =>
        Assert.Equal(fault, DatabaseFaults.Of(new InvalidOperationException("while saving", new PostgresException("said", "ERROR", "ERROR", state)))?.ToString());

    [Theory]
    [InlineData("SQLite Error 5: 'database is locked'.", "Busy")]
    [InlineData("SQLite Error 13: 'database or disk is full'.", "Away")]
    [InlineData("SQLite Error 19: 'UNIQUE constraint failed: Document.Id'.", null)]
    [InlineData("SQLite Error of another kind", null)]
    public void Faults_of_a_file_are_told_from_those_of_the_program(string message, string? fault) => Assert.Equal(fault, DatabaseFaults.Of(new Microsoft.Data.Sqlite.SqliteException(message, 1))?.ToString());

    [Fact]
    public void A_server_that_does_not_answer_is_away_and_one_that_answers_late_is_busy()
    {
        Assert.Equal(DatabaseFault.Away, DatabaseFaults.Of(new NpgsqlException("failed", new SocketException())));
        Assert.Equal(DatabaseFault.Busy, DatabaseFaults.Of(new NpgsqlException("failed", new TimeoutException())));
        Assert.Null(DatabaseFaults.Of(new InvalidOperationException("a bug")));
        Assert.Null(DatabaseFaults.Of(new OperationCanceledException("given up", new PostgresException("said", "ERROR", "ERROR", "57014"))));
    }

    private async Task EndAsync()
    {
        await using var source = NpgsqlDataSource.Create(pair.Site.ConnectionString);
        await using var command = source.CreateCommand("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'ended'");
        Assert.True(await command.ExecuteScalarAsync(Cancellation) is true);
    }

    private static async Task AssertProblemAsync(HttpResponseMessage answer, string words, int seconds)
    {
        var text = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.True(answer.StatusCode == HttpStatusCode.ServiceUnavailable, $"{answer.StatusCode} {text}");
        Assert.Equal(TimeSpan.FromSeconds(seconds), answer.Headers.RetryAfter?.Delta);
        Assert.True(answer.Headers.CacheControl?.NoStore);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = JsonNode.Parse(text)!;
        Assert.Equal("urn:gutcms:problem:unavailable", (string?)problem["type"]);
        Assert.StartsWith(words, (string?)problem["detail"], StringComparison.Ordinal);
    }
}
