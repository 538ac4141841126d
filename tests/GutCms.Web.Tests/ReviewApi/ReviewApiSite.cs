using System.Collections.Frozen;
using GutCms.Api;
using GutCms.Api.Http;
using GutCms.Core;
using GutCms.Core.Certificates;
using GutCms.Core.Content;
using GutCms.Core.Recipes;
using GutCms.Core.Reviews;
using GutCms.TestSupport;
using GutCms.Web.Features.Recipes;
using GutCms.Web.Features.Reviews;
using GutCms.Web.Storage;
using GutCms.Web.Tests.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Npgsql;

namespace GutCms.Web.Tests.ReviewApi;

/// <summary>The seeded site over HTTP on a database of its own. People are told by a header here, so that the tests are about review and not about sign-in.</summary>
internal sealed class ReviewApiSite : IAsyncDisposable, IActorAccessor, IReviewerDirectory, ISignatureVerifier, ICertificateIssuer, IReviewEventHandler
{
    public const string Password = "right";
    private const string UserHeader = "X-Test-User";

    private readonly Dictionary<string, Actor> _people = new(StringComparer.Ordinal);
    private readonly SigningKey _key = SigningKey.Create(DateTime.UnixEpoch);
    private readonly Func<ValueTask> _remove;
    private WebApplication _app = null!;

    private ReviewApiSite(Func<ValueTask> remove) => _remove = remove;

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));

    /// <summary>Events in the order in which they were told.</summary>
    public List<OutboxMessage> Told { get; } = [];

    /// <summary>While true, handling an event fails.</summary>
    public bool HandlerFails { get; set; }

    public SigningKey Key => _key;

    public IServiceProvider Services => _app.Services;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<ReviewApiSite> StartAsync(Provider provider)
    {
        var folder = Directory.CreateTempSubdirectory("gutcms-review-").FullName;
        var (connectionString, drop) = provider == Provider.PostgreSql ? await CreateDatabaseAsync() : (null, null);
        var site = new ReviewApiSite(async () =>
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
            if (drop is not null)
            {
                await drop();
            }
        });
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = "GutCms.Web", ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["urls"] = "http://127.0.0.1:0",
            ["GutCms:DataDirectory"] = folder,
            ["ConnectionStrings:GutCms"] = connectionString,
        });
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(site.Time);
        builder.Services.AddGutCmsProblemDetails();
        builder.Services.AddGutCmsStorage(builder.Configuration);
        builder.Services.AddGutCmsRecipes();
        builder.Services.AddGutCmsReviews();
        builder.Services.AddGutCmsApi();
        builder.Services.AddSingleton<IActorAccessor>(site);
        builder.Services.AddSingleton<IReviewerDirectory>(site);
        builder.Services.AddSingleton<ISignatureVerifier>(site);
        builder.Services.AddSingleton<ICertificateIssuer>(site);
        builder.Services.AddSingleton<IReviewEventHandler>(site);
        site._app = builder.Build();
        site._app.UseGutCmsProblemDetails();
        site._app.MapGutCmsApi();
        site._app.MapGutCmsContentApi();
        await site.PrepareAsync();
        await site._app.StartAsync(Token);
        return site;
    }

    /// <summary>A client that speaks for somebody; null: for nobody.</summary>
    public HttpClient As(string? user)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(_app.Urls.Single()) };
        if (user is not null)
        {
            client.DefaultRequestHeaders.Add(UserHeader, user);
        }

        return client;
    }

    /// <summary>Tells what waits in the outbox.</summary>
    public Task<int> TellAsync() => _app.Services.GetRequiredService<Outbox>().TellAsync(Token);

    public ValueTask<Actor> GetActorAsync(HttpContext context, CancellationToken cancellationToken) =>
        ValueTask.FromResult(_people.GetValueOrDefault(context.Request.Headers[UserHeader].ToString()) ?? Actor.Anonymous);

    public Task<IReadOnlyDictionary<string, IReadOnlyList<Reviewer>>> FindReviewersAsync(IReadOnlyCollection<string> roles, string contentType, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, IReadOnlyList<Reviewer>>>(roles.ToDictionary(
            role => role,
            role => (IReadOnlyList<Reviewer>)[.. _people.Values.Where(person => person.Roles.Contains(role))
                .Select(person => new Reviewer(person.UserId, person.UserName, person.PrintedName!, person.Credential))
                .OrderBy(reviewer => reviewer.UserName, StringComparer.Ordinal)]));

    public Task<SignatureCheck> VerifyAsync(Actor actor, SignatureInput signature, CancellationToken cancellationToken) =>
        Task.FromResult(signature.Password == Password ? SignatureCheck.Valid : SignatureCheck.Wrong);

    public Task<ICertificateSigner?> OpenAsync(IReviewUnitOfWork work, CancellationToken cancellationToken) =>
        Task.FromResult<ICertificateSigner?>(new CertificateSigner(_key, "https://gutcms.example"));

    public Task HandleAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        if (HandlerFails)
        {
            throw new InvalidOperationException("The mail server is away.");
        }

        lock (Told)
        {
            Told.Add(message);
        }

        return Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _remove();
    }

    private static async Task<(string? ConnectionString, Func<Task>? Drop)> CreateDatabaseAsync()
    {
        var server = Require.Postgres();
        var name = "gutcms_test_" + Guid.NewGuid().ToString("N");
        await ExecuteAsync(server, $"CREATE DATABASE {name}");
        return (new NpgsqlConnectionStringBuilder(server) { Database = name, MaxPoolSize = 20 }.ConnectionString, () => ExecuteAsync(server, $"DROP DATABASE {name} WITH (FORCE)"));
    }

    private static async Task ExecuteAsync(string server, string sql)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(server) { Pooling = false }.ConnectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(CancellationToken.None);
    }

    private async Task PrepareAsync()
    {
        await _app.Services.GetRequiredService<DatabaseMigrator>().MigrateAsync(Token);
        await using var scope = _app.Services.CreateAsyncScope();
        var source = scope.ServiceProvider.GetRequiredService<RecipeFiles>().Configured("recipes/gutcms.recipe.json");
        var report = await scope.ServiceProvider.GetRequiredService<RecipeRunners>().For(source).RunAsync(source, new RecipeOptions(Actor.System, Trusted: true), null, Token);
        Assert.True(report.Succeeded, string.Join('\n', report.Faults));

        await using var work = await _app.Services.GetRequiredService<IContentStore>().ReadAsync(Token);
        var roles = await work.ListDocumentsAsync("role", Token);
        foreach (var (name, held) in new (string, string[])[]
        {
            ("author", ["Author"]), ("author2", ["Author"]), ("editor", ["Editor"]), ("reviewer", ["MedicalReviewer"]), ("reviewer2", ["MedicalReviewer"]),
            ("both", ["Author", "MedicalReviewer"]), ("administrator", ["Administrator"]), ("delivery", ["Delivery"]), ("nobody", []),
        })
        {
            _people[name] = new Actor(name + "-id", name)
            {
                Roles = held.ToFrozenSet(),
                Permissions = held.SelectMany(role => roles[role]["Permissions"]!.AsArray().Select(permission => (string)permission!)).ToFrozenSet(),
                PrintedName = "Dr " + name,
                Credential = "MD",
            };
        }
    }
}
