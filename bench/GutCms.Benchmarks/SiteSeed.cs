using System.Data.Common;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace GutCms.Benchmarks;

/// <summary>
/// Puts people, open reviews, schedules, releases and a year of decided reviews into a site of imported articles. What people would do today is done by the API; what they did months ago is written into the tables by the rules of
/// their triggers, since nothing else sets a clock back.
/// </summary>
internal sealed class SiteSeed : IAsyncDisposable
{
    public const int MostArticles = 5_000;
    private const int People = 40;
    private const int Open = 600;
    private const int Published = 120;
    private const int Releases = 4;
    private const int Scheduled = 60;
    private const int InEachRelease = 20;
    private const int Days = 360;

    private readonly DbConnection _connection;
    private readonly string[] _people;

    private SiteSeed(DbConnection connection, string[] people)
    {
        _connection = connection;
        _people = people;
    }

    /// <summary>What there is.</summary>
    /// <param name="Articles">Imported articles.</param>
    /// <param name="Decided">Reviews that ended in the past year.</param>
    /// <param name="ReleaseId">A release.</param>
    /// <param name="PersonId">A person who is asked.</param>
    /// <param name="OpenId">An article in review.</param>
    public sealed record Seeded(int Articles, int Decided, string ReleaseId, string PersonId, string OpenId)
    {
        public override string ToString() => string.Create(
            CultureInfo.InvariantCulture,
            $"{Articles} articles, {People} people, {Open} in review, {Decided} decided within a year, {Published} published here, {Scheduled} scheduled, {Releases} releases of {InEachRelease}");
    }

    public static async Task<Seeded> RunAsync(Workspace workspace, string site, int articles)
    {
        var password = Guid.NewGuid().ToString();
        var file = workspace.NewFile("site-people.recipe.json");
        await File.WriteAllTextAsync(file, Recipe(password).ToJsonString());
        await MeasuredRun.OfAsync(workspace.HostCommand(site, "recipe", "run", file));
        string release, open;
        await using (var server = await ServerProcess.StartHostAsync(workspace, site, HttpBenchmark.Article))
        {
            using var editor = await SignedInClient.OpenAsync(server, "editor", password);
            using var reviewer = await SignedInClient.OpenAsync(server, Name(0), password);
            await using var reading = await ConnectAsync(workspace, site);
            (release, open) = await WorkAsync(editor, reviewer, reading._people);
        }

        await using var seed = await ConnectAsync(workspace, site);
        return new(articles, await seed.LookBackAsync(), release, seed._people[1], open);
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private static async Task<SiteSeed> ConnectAsync(Workspace workspace, string site)
    {
        DbConnection connection = workspace.PostgresOf(site) is { } postgres ? new NpgsqlConnection(postgres) : new SqliteConnection("Data Source=" + Path.Combine(site, "gutcms.db"));
        await connection.OpenAsync();
        var seed = new SiteSeed(connection, []);
        var people = (await seed.ReadAsync("SELECT \"Id\", \"UserName\" FROM \"Users\" ORDER BY \"UserName\"")).Where(row => ((string)row["UserName"]!).StartsWith("person", StringComparison.Ordinal)).Select(row => (string)row["Id"]!);
        return new SiteSeed(connection, [.. people]);
    }

    private static string Name(int person) => "person" + person.ToString("D2", CultureInfo.InvariantCulture);

    /// <summary>The people, and a policy that needs no signature, since hashing passwords is not what is measured, and whose texts are due again next month, so that the calendar has them.</summary>
    private static JsonObject Recipe(string password) => new()
    {
        ["name"] = "site-people",
        ["steps"] = new JsonArray(
            JsonNode.Parse("""
                { "name": "ReviewPolicy", "Policies": [ {
                    "ContentType": "Article", "Version": "measured", "RequireDisclaimer": true, "ReviewEveryMonths": 1, "SignatureRequired": false,
                    "Stages": [ { "Name": "Medical", "Role": "MedicalReviewer", "DueDays": 10 } ] } ] }
                """),
            new JsonObject
            {
                ["name"] = "Users",
                ["Users"] = new JsonArray([VerifyBenchmark.User("editor", "Editor", password), .. Enumerable.Range(0, People - 1).Select(person => (JsonNode)VerifyBenchmark.User(Name(person), "MedicalReviewer", password))]),
            }),
    };

    /// <summary>What waits and is planned; a release, and something in review.</summary>
    private static async Task<(string Release, string Open)> WorkAsync(SignedInClient editor, SignedInClient reviewer, string[] people)
    {
        var (number, open) = (0, "");
        async Task<string> DraftAsync()
        {
            var id = await editor.SaveAsync(PagesBenchmark.Draft(number++));
            await editor.PullAsync(id, "submit");
            return id;
        }

        async Task<string> ApprovedAsync()
        {
            var id = await DraftAsync();
            await reviewer.PullAsync(id, "approve");
            return id;
        }

        for (var at = 0; at < Open; at++)
        {
            open = await DraftAsync();
            if (at % 3 != 0)
            {
                await editor.PullAsync(open, "assign", new JsonObject { ["assignees"] = new JsonArray(people[at % people.Length]), ["dueUtc"] = InDays(1 + at % 28) });
            }
        }

        for (var at = 0; at < Published; at++)
        {
            var id = await ApprovedAsync();
            await editor.PullAsync(id, "publish");
            if (at % 3 == 0)
            {
                await editor.PullAsync(id, "scheduleUnpublish", new JsonObject { ["at"] = InDays(1 + at % 28) });
            }
        }

        for (var at = 0; at < Scheduled; at++)
        {
            await editor.PullAsync(await ApprovedAsync(), "schedule", new JsonObject { ["at"] = InDays(1 + at % 28) });
        }

        var release = "";
        for (var at = 0; at < Releases; at++)
        {
            List<string> items = [];
            for (var item = 0; item < InEachRelease; item++)
            {
                items.Add(await ApprovedAsync());
            }

            release = await editor.PlanAsync($"Release {at}", InDays(5 + at), items);
        }

        return (release, open);
    }

    private static string InDays(int days) => TimeProvider.System.GetUtcNow().AddDays(days).ToString("O", CultureInfo.InvariantCulture);

    /// <summary>Gives every imported article a review that ended on a day of the past year, and lets a quarter of what waits be late; how many reviews that are.</summary>
    private async Task<int> LookBackAsync()
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        var review = (await ReadAsync("SELECT r.* FROM \"Reviews\" r JOIN \"Decisions\" d ON d.\"ReviewId\" = r.\"ReviewId\" LIMIT 1"))[0];
        var decision = (await ReadAsync($"SELECT * FROM \"Decisions\" WHERE \"ReviewId\" = '{review["ReviewId"]}'"))[0];
        var items = await ReadAsync("SELECT v.\"ContentItemId\" AS \"Id\", v.\"DisplayText\" AS \"Title\" FROM \"ContentVersions\" v WHERE v.\"Latest\" AND v.\"Published\" AND v.\"ContentType\" = 'Article' AND v.\"Origin\" IS NOT NULL");
        await using var transaction = await _connection.BeginTransactionAsync();
        for (var at = 0; at < items.Count; at++)
        {
            var (id, person, submitted) = (Id('7', at), at % _people.Length, now.AddDays(-2 - (at % Days)).AddMinutes(-at % 600));
            var decided = submitted.AddHours(2 + (at % 200));
            var voided = at % 20 == 0;
            await InsertAsync("Reviews", review, new()
            {
                ["ReviewId"] = id,
                ["ContentItemId"] = items[at]["Id"],
                ["Title"] = items[at]["Title"],
                ["SubmittedUtc"] = Instant(submitted),
                ["State"] = 1,
                ["Revision"] = 1,
                ["ClosedUtc"] = null,
                ["CloseReason"] = null,
                ["CompletedUtc"] = null,
            });
            await InsertAsync("Decisions", decision, new()
            {
                ["DecisionId"] = Id('8', at),
                ["ReviewId"] = id,
                ["ReviewerId"] = _people[person],
                ["ReviewerName"] = Name(person),
                ["PrintedName"] = "Dr " + Name(person),
                ["DecidedUtc"] = Instant(decided),
            });
            if (voided)
            {
                await ExecuteAsync("UPDATE \"Decisions\" SET \"VoidedUtc\" = @at, \"VoidedBy\" = 'editor', \"VoidReason\" = 'The text was edited.' WHERE \"DecisionId\" = @id", ("@at", Instant(decided.AddHours(5))), ("@id", Id('8', at)));
            }

            await ExecuteAsync(
                $"UPDATE \"Reviews\" SET \"State\" = {(voided ? 0 : 3)}, \"ClosedUtc\" = @at, \"CloseReason\" = 'Ended.', \"Revision\" = 2 WHERE \"ReviewId\" = @id", ("@at", Instant(decided.AddHours(6))), ("@id", id));
        }

        var waiting = await ReadAsync("SELECT \"ReviewId\", \"Stages\", \"Revision\" FROM \"Reviews\" WHERE \"ClosedUtc\" IS NULL AND \"State\" = 1");
        for (var at = 0; at < waiting.Count; at += 4)
        {
            var due = now.Date.AddDays(-1 - (at % 30));
            var stages = JsonNode.Parse((string)waiting[at]["Stages"]!)!.AsArray();
            foreach (var stage in stages)
            {
                stage!.AsObject()[stage.AsObject().First(member => string.Equals(member.Key, "dueUtc", StringComparison.OrdinalIgnoreCase)).Key] = due.ToString("O", CultureInfo.InvariantCulture);
            }

            await ExecuteAsync(
                "UPDATE \"Reviews\" SET \"Stages\" = @stages, \"DueOrder\" = @due, \"Revision\" = \"Revision\" + 1 WHERE \"ReviewId\" = @id", ("@stages", stages.ToJsonString()), ("@due", due.Ticks), ("@id", waiting[at]["ReviewId"]));
        }

        await transaction.CommitAsync();
        await ExecuteAsync("ANALYZE");
        return items.Count;
    }

    /// <summary>The databases hold instants as ticks.</summary>
    private static long Instant(DateTime utc) => utc.Ticks;

    private static string Id(char kind, int number) => "4" + kind + number.ToString("D24", CultureInfo.InvariantCulture);

    private async Task<List<Dictionary<string, object?>>> ReadAsync(string sql)
    {
        await using var command = _connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        List<Dictionary<string, object?>> rows = [];
        while (await reader.ReadAsync())
        {
            rows.Add(Enumerable.Range(0, reader.FieldCount).ToDictionary(reader.GetName, at => reader.IsDBNull(at) ? null : reader.GetValue(at), StringComparer.Ordinal));
        }

        return rows;
    }

    private Task InsertAsync(string table, Dictionary<string, object?> row, Dictionary<string, object?> changes)
    {
        string[] columns = [.. row.Keys];
        return ExecuteAsync(
            $"INSERT INTO \"{table}\" ({string.Join(", ", columns.Select(column => $"\"{column}\""))}) VALUES ({string.Join(", ", columns.Select((_, at) => $"@p{at}"))})",
            [.. columns.Select((column, at) => ($"@p{at}", changes.TryGetValue(column, out var changed) ? changed : row[column]))]);
    }

    private async Task ExecuteAsync(string sql, params (string Name, object? Value)[] parameters)
    {
        await using var command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value ?? DBNull.Value);
            command.Parameters.Add(parameter);
        }

        await command.ExecuteNonQueryAsync();
    }
}
