using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace GutCms.Benchmarks;

/// <summary>How long the site's check of itself takes, and how much memory, with thousands of imported articles and hundreds that were reviewed, approved and published here.</summary>
internal static class VerifyBenchmark
{
    private const int MaxArticles = 10_000;
    private const int Reviewed = 500;
    private const int HashRounds = 210_000;

    public static async Task RunAsync(Workspace workspace, BenchOptions options, Report report)
    {
        var articles = Math.Min(options.Articles, MaxArticles);
        var site = await ScaleBenchmark.ImportAsync(workspace, articles, report, promised: false);
        await ReviewAsync(workspace, site);
        var run = await MeasuredRun.OfAsync(workspace.HostCommand(site, "verify"));
        report.Figure("verify: what was compared", run.Output.Trim().Split('\n')[^1]);
        report.AtMost($"verify: {(articles + Reviewed).ToString("#,0", CultureInfo.InvariantCulture)} live articles", run.Seconds, 60, "s");
        report.AtMost("peak memory of the verification", run.Peak, 300, "MB");
    }

    private static async Task ReviewAsync(Workspace workspace, string site)
    {
        var password = Guid.NewGuid().ToString();
        var file = workspace.NewFile("people.recipe.json");
        await File.WriteAllTextAsync(file, People(password).ToJsonString());
        await MeasuredRun.OfAsync(workspace.HostCommand(site, "recipe", "run", file));
        await using var server = await ServerProcess.StartHostAsync(workspace, site, HttpBenchmark.Article);
        using var editor = await SignedInClient.OpenAsync(server, "editor", password);
        using var reviewer = await SignedInClient.OpenAsync(server, "reviewer", password);
        for (var number = 0; number < Reviewed; number++)
        {
            var id = await editor.SaveAsync(PagesBenchmark.Draft(number));
            await editor.PullAsync(id, "submit");
            await reviewer.PullAsync(id, "approve");
            await editor.PullAsync(id, "publish");
        }
    }

    /// <summary>An editor, and a reviewer who need not sign, since hashing passwords is not what is measured.</summary>
    public static JsonObject People(string password) => new()
    {
        ["name"] = "people",
        ["steps"] = new JsonArray(
            JsonNode.Parse("""
                { "name": "ReviewPolicy", "Policies": [ {
                    "ContentType": "Article", "Version": "measured", "RequireDisclaimer": true, "ReviewEveryMonths": 12, "SignatureRequired": false,
                    "Stages": [ { "Name": "Medical", "Role": "MedicalReviewer" } ] } ] }
                """),
            new JsonObject { ["name"] = "Users", ["Users"] = new JsonArray(User("editor", "Editor", password), User("reviewer", "MedicalReviewer", password)) }),
    };

    /// <summary>An account of the step <c>Users</c>.</summary>
    public static JsonObject User(string name, string role, string password) => new()
    {
        ["UserName"] = name,
        ["PasswordHash"] = Hash(password),
        ["PrintedName"] = "Dr " + name,
        ["RoleNames"] = new JsonArray(role),
    };

    /// <summary>A password hash of ASP.NET Core Identity, version 3: PBKDF2 with HMAC-SHA-512.</summary>
    private static string Hash(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(16);
        var key = Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(password), salt, HashRounds, HashAlgorithmName.SHA512, 32);
        var bytes = new byte[13 + salt.Length + key.Length];
        bytes[0] = 1;
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(1), 2);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(5), HashRounds);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(9), (uint)salt.Length);
        salt.CopyTo(bytes, 13);
        key.CopyTo(bytes, 13 + salt.Length);
        return Convert.ToBase64String(bytes);
    }
}
