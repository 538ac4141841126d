using System.Text.Json.Nodes;
using GutCms.TestSupport;
using GutCms.Web.Features.Errors;
using GutCms.Web.Features.Hosting;
using GutCms.Web.Storage.Databases;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace GutCms.Web.Tests.Faults;

/// <summary>One line for each fault of the database and minute; everything else is logged as ever.</summary>
public sealed class CalmConsoleTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void A_fault_is_news_once_a_minute_and_another_one_is_news_of_its_own()
    {
        using var provider = new ConsoleLoggerProvider(new Fixed(), []);
        using var calm = new CalmConsole(provider, _time);

        Assert.True(calm.IsNews("Full"));
        Assert.False(calm.IsNews("Full"));
        Assert.True(calm.IsNews("Damaged"));
        _time.Advance(TimeSpan.FromSeconds(59));
        Assert.False(calm.IsNews("Full"));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(calm.IsNews("Full"));
        Assert.False(calm.IsNews("Full"));
    }

    [Fact]
    public async Task Lines_have_their_time_and_the_ordinary_setting_makes_them_json()
    {
        await using var site = await TestSite.CreateSeededAsync(SiteDatabase.Sqlite);
        var plain = await site.StartProcessAsync("--verbose");
        await plain.StopAsync();
        site.Environment["Logging__Console__FormatterName"] = "json";
        var json = await site.StartProcessAsync("--verbose");
        await json.StopAsync();

        Assert.Matches(@"(?m)^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z info: ", plain.Output);
        var line = json.Output.Split('\n').First(text => text.StartsWith('{'));
        Assert.Matches(@"^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$", (string)JsonNode.Parse(line)!["Timestamp"]!);
    }

    [Fact]
    public void What_machines_do_is_told_from_what_the_program_does()
    {
        Assert.Equal(DatabaseFault.Full, DatabaseFaults.Of(new InvalidOperationException("while saving", new SqliteException("full", 13))));
        Assert.Null(DatabaseFaults.Of(new SqliteException("a constraint", 19)));
        Assert.Null(DatabaseFaults.Of(new InvalidOperationException("a bug")));
    }

    [Fact]
    public void What_is_in_the_way_of_another_change_is_told_from_what_the_program_does()
    {
        Assert.All([PostgresErrorCodes.SerializationFailure, PostgresErrorCodes.DeadlockDetected, PostgresErrorCodes.LockNotAvailable], state =>
            Assert.True(BusyDatabase.Explains(new InvalidOperationException("while saving", new PostgresException("said", "ERROR", "ERROR", state)))));
        Assert.True(BusyDatabase.Explains(new NpgsqlException("failed", new TimeoutException())));
        Assert.True(BusyDatabase.Explains(new InvalidOperationException("while saving", new SqliteException("locked", 5))));
        Assert.False(BusyDatabase.Explains(new PostgresException("said", "ERROR", "ERROR", PostgresErrorCodes.UniqueViolation)));
        Assert.False(BusyDatabase.Explains(new SqliteException("a constraint", 19)));
        Assert.False(BusyDatabase.Explains(new OperationCanceledException("given up", new PostgresException("said", "ERROR", "ERROR", PostgresErrorCodes.DeadlockDetected))));
    }

    private sealed class Fixed : IOptionsMonitor<ConsoleLoggerOptions>
    {
        public ConsoleLoggerOptions CurrentValue { get; } = new();

        public ConsoleLoggerOptions Get(string? name) => CurrentValue;

        public IDisposable? OnChange(Action<ConsoleLoggerOptions, string?> listener) => null;
    }
}
