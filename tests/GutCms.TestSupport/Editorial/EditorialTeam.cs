using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using GutCms.TestHosting;

namespace GutCms.TestSupport.Editorial;

/// <summary>
/// A site with many people and a policy of its own: several approvals, unsigned, so that races are not slowed down by hashing passwords.
/// People come by recipe, all with one password.
/// </summary>
public sealed class EditorialTeam : IAsyncDisposable
{
    /// <summary>How many reviewers there are: <c>reviewer-0</c> and so on. Besides there are <c>author-0</c>, <c>author-1</c>, <c>editor-0</c>, <c>editor-1</c>.</summary>
    public const int Reviewers = 10;

    private static readonly string Password = "correct-horse-" + Guid.NewGuid();

    private readonly ConcurrentDictionary<string, Lazy<Task<EditorialClient>>> _people = new(StringComparer.Ordinal);

    private readonly bool _canBeKilled;

    private EditorialTeam(TestSite site, int approvals, bool canBeKilled) => (Site, Approvals, _canBeKilled) = (site, approvals, canBeKilled);

    /// <summary>The site.</summary>
    public TestSite Site { get; }

    /// <summary>Approvals that an article needs.</summary>
    public int Approvals { get; }

    /// <summary>The running server.</summary>
    public GutCmsHost Host { get; private set; } = null!;

    /// <summary>Makes the site and starts its server.</summary>
    /// <param name="database">Which database the site uses.</param>
    /// <param name="approvals">How many approvals an article needs.</param>
    /// <param name="canBeKilled">Whether its servers are processes of their own.</param>
    /// <param name="settings">Settings of the site beside those of every team, as variables.</param>
    public static async Task<EditorialTeam> StartAsync(SiteDatabase database, int approvals, bool canBeKilled = false, IReadOnlyDictionary<string, string>? settings = null)
    {
        var site = await TestSite.CreateSeededAsync(database);

        // On a busy machine a hundred requests at once take their time; that is not what these tests are about.
        site.Environment["GutCms__BusyTimeoutSeconds"] = "600";
        if (site.ConnectionString is { } postgres)
        {
            site.Environment["ConnectionStrings__GutCms"] = postgres + ";Timeout=600";
        }

        foreach (var (name, value) in settings ?? new Dictionary<string, string>())
        {
            site.Environment[name] = value;
        }

        var recipe = Path.Combine(site.Folder, "team.recipe.json");
        await File.WriteAllTextAsync(recipe, Recipe(approvals).ToJsonString());
        var result = await site.RunAsync("recipe", "run", recipe);
        Assert.True(result.ExitCode == 0, result.Error);
        var team = new EditorialTeam(site, approvals, canBeKilled);
        await team.RestartAsync();
        return team;
    }

    /// <summary>Starts a server, after the one before was stopped or killed. Everybody signs in anew.</summary>
    /// <param name="arguments">Further arguments of <c>serve</c>.</param>
    public async Task RestartAsync(params string[] arguments)
    {
        _people.Clear();
        Host = await (_canBeKilled ? Site.StartProcessAsync(arguments) : Site.StartAsync(arguments));
    }

    /// <summary>Somebody, signed in.</summary>
    public Task<EditorialClient> PersonAsync(string name) =>
        _people.GetOrAdd(name, known => new(() => EditorialClient.SignInAsync(Host, known, Password, signs: false))).Value;

    /// <summary>Somebody, signed in at an address of the site: of another node, or of what is in front of all of them. Whoever asks disposes it.</summary>
    public static async Task<EditorialClient> SignInAtAsync(Uri address, string name)
    {
        var browser = new TestBrowser(address);
        (await browser.SignInAsync(name, Password)).Dispose();
        return await EditorialClient.OfAsync(browser, Password, signs: false);
    }

    /// <summary>All reviewers, signed in.</summary>
    public Task<EditorialClient[]> ReviewersAsync() => Task.WhenAll(Enumerable.Range(0, Reviewers).Select(number => PersonAsync($"reviewer-{number}")));

    /// <summary>An article in review, with some approvals.</summary>
    /// <param name="slug">Its slug.</param>
    /// <param name="approvals">How many.</param>
    /// <param name="series">Id of the series that it is in; null: none.</param>
    /// <returns>Its id.</returns>
    public async Task<string> SubmittedAsync(string slug, int approvals = 0, string? series = null)
    {
        var author = await PersonAsync("author-0");
        var article = SampleArticle.Create(slug);
        if (series is not null)
        {
            article["Article"]!["Series"] = new JsonObject { ["ContentItemIds"] = new JsonArray(series) };
        }

        var id = await author.DraftAsync(article);
        await author.DoAsync(id, "submit");
        for (var number = 0; number < approvals; number++)
        {
            await (await PersonAsync($"reviewer-{number}")).DoAsync(id, "approve");
        }

        return id;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Site.DisposeAsync();

    private static JsonObject Recipe(int approvals)
    {
        var hash = Hash(Password);
        var people = Enumerable.Range(0, Reviewers).Select(number => User($"reviewer-{number}", "MedicalReviewer", hash))
            .Concat(Enumerable.Range(0, 2).SelectMany(number => new[] { User($"author-{number}", "Author", hash), User($"editor-{number}", "Editor", hash) }));
        return new()
        {
            ["name"] = "team",
            ["steps"] = new JsonArray(
                JsonNode.Parse($$"""
                    { "name": "ReviewPolicy", "Policies": [ {
                        "ContentType": "Article", "Version": "team", "RequireDisclaimer": true, "RequireResolvedComments": true, "ReviewEveryMonths": 12, "SignatureRequired": false,
                        "Stages": [ { "Name": "Medical", "Role": "MedicalReviewer", "Approvals": {{approvals}} } ] } ] }
                    """),
                new JsonObject { ["name"] = "Users", ["Users"] = new JsonArray([.. people.Select(person => (JsonNode)person)]) }),
        };
    }

    private static JsonObject User(string name, string role, string hash) => new JsonObject
    {
        ["UserName"] = name,
        ["PasswordHash"] = hash,
        ["PrintedName"] = "Dr " + name,
        ["Credential"] = "MD",
        ["RoleNames"] = new JsonArray(role),
    };

    /// <summary>A password hash of ASP.NET Core Identity, version 3: PBKDF2 with HMAC-SHA-512, the rounds that the site of a test asks for.</summary>
    private static string Hash(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(16);
        var key = Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(password), salt, FewerRounds.Count, HashAlgorithmName.SHA512, 32);
        var bytes = new byte[13 + salt.Length + key.Length];
        bytes[0] = 1;
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(1), 2);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(5), FewerRounds.Count);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(9), (uint)salt.Length);
        salt.CopyTo(bytes, 13);
        key.CopyTo(bytes, 13 + salt.Length);
        return Convert.ToBase64String(bytes);
    }
}
