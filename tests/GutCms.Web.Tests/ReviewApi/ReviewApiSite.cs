using System.Collections.Frozen;
using System.Text.Json.Nodes;
using GutCms.Api;
using GutCms.Api.Delivery;
using GutCms.Api.Http;
using GutCms.Api.Review;
using GutCms.Core.Content.Items;
using GutCms.Core.Keys;
using GutCms.Core.Recipes;
using GutCms.Core.Reviews.Certifying;
using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Ports;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Web.Features.Editorial;
using GutCms.Web.Features.Events;
using GutCms.Web.Features.GraphQL;
using GutCms.Web.Features.Recipes;
using GutCms.Web.Features.Reviews;
using GutCms.Web.Storage;
using GutCms.Web.Storage.Model;
using GutCms.Web.Tests.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace GutCms.Web.Tests.ReviewApi;

/// <summary>The seeded site over HTTP on a database of its own. People are told by a header here, so that the tests are about review and not about sign-in.</summary>
internal sealed class ReviewApiSite : IAsyncDisposable, IActorAccessor, IActorDirectory, IReviewerDirectory, ISignatureVerifier, ICertificateIssuer, IReviewEventHandler, IPublicAddress, ISigningKeys
{
    public const string Password = "right";
    private const string UserHeader = "X-Test-User";

    private readonly Dictionary<string, Actor> _people = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Actor> _deleted = new(StringComparer.Ordinal);
    private readonly Func<ValueTask> _remove;
    private WebApplication _app = null!;

    private ReviewApiSite(Func<ValueTask> remove)
    {
        _remove = remove;
        Keys.Add(Key);
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 11, 24, 12, 0, 0, TimeSpan.Zero));

    /// <summary>Lets days pass at once: every timer fires as if an hour had passed, and not for each second of all of them, which takes minutes.</summary>
    public void Leap(int days)
    {
        Time.AdjustTime(Time.GetUtcNow().AddDays(days));
        Time.Advance(TimeSpan.FromHours(1));
    }

    /// <summary>Events in the order in which they were told.</summary>
    public List<OutboxMessage> Told { get; } = [];

    /// <summary>Events in the order in which a second handler was told.</summary>
    public List<OutboxMessage> ToldToAnother { get; } = [];

    /// <summary>Events of these items fail in the first handler.</summary>
    public Predicate<string> Fails { get; set; } = _ => false;

    /// <summary>The key that signs.</summary>
    public SigningKey Key { get; private set; } = SigningKey.Create(DateTime.UnixEpoch);

    /// <summary>Every key there ever was, newest first.</summary>
    public List<SigningKey> Keys { get; } = [];

    /// <summary>Revokes the key from an instant on; another signs.</summary>
    public void RevokeKey(DateTime fromUtc)
    {
        Keys[0] = Key.Revoke(fromUtc, Time.GetUtcNow().UtcDateTime);
        Key = SigningKey.Create(Time.GetUtcNow().UtcDateTime);
        Keys.Insert(0, Key);
    }

    public IServiceProvider Services => _app.Services;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Takes the policy of a type away, as if it had never had one: by somebody who may drop the trigger that keeps it.</summary>
    public async Task RemovePolicyAsync(string contentType)
    {
        await using var scope = Services.CreateAsyncScope();
        await using var context = scope.ServiceProvider.GetRequiredService<GutCmsDbContext>();
        await (context.Database.IsNpgsql()
            ? context.Database.ExecuteSqlRawAsync("DROP TRIGGER IF EXISTS \"Documents_PolicyNotDeleted\" ON \"Documents\"", Token)
            : context.Database.ExecuteSqlRawAsync("DROP TRIGGER IF EXISTS \"Documents_PolicyNotDeleted\"", Token));
        Assert.Equal(1, await context.Database.ExecuteSqlAsync($"DELETE FROM \"Documents\" WHERE \"Kind\" = 'review-policy' AND \"Name\" = {contentType}", Token));
    }

    public static async Task<ReviewApiSite> StartAsync(Provider provider)
    {
        var folder = Directory.CreateTempSubdirectory("gutcms-review-").FullName;
        var location = await StorageTemplates.NewSeededAsync(provider, folder);
        var site = new ReviewApiSite(() => StorageHarness.RemoveAsync(provider, location, folder));
        site._app = site.Build(provider, location);
        await site.EnlistAsync();
        await site._app.StartAsync(Token);
        return site;
    }

    /// <summary>Fills an empty database with what the set-up recipe brings.</summary>
    public static async Task SeedAsync(Provider provider, string location)
    {
        await using var app = new ReviewApiSite(() => ValueTask.CompletedTask).Build(provider, location);
        await app.Services.GetRequiredService<DatabaseMigrator>().MigrateAsync(CancellationToken.None);
        await using var scope = app.Services.CreateAsyncScope();
        var source = scope.ServiceProvider.GetRequiredService<RecipeFiles>().Configured("recipes/gutcms.recipe.json");
        var report = await scope.ServiceProvider.GetRequiredService<RecipeRunners>().For(source).RunAsync(source, new RecipeOptions(Actor.System, Trusted: true), null, CancellationToken.None);
        Assert.True(report.Succeeded, string.Join('\n', report.Faults));
    }

    /// <summary>Runs a recipe on an empty database, as an operator does.</summary>
    /// <returns>What is wrong with it, and what the database then holds (see <see cref="VersionsAsync(IServiceProvider)"/>).</returns>
    public static async Task<(IReadOnlyList<RecipeFault> Faults, IReadOnlyList<string> Versions)> ImportIntoEmptyAsync(Provider provider, byte[] recipe)
    {
        var folder = Directory.CreateTempSubdirectory("gutcms-import-").FullName;
        var location = await StorageTemplates.NewMigratedAsync(provider, folder);
        try
        {
            await using var app = new ReviewApiSite(() => ValueTask.CompletedTask).Build(provider, location);
            await using var scope = app.Services.CreateAsyncScope();
            var file = Path.Combine(folder, "export.recipe.json");
            await File.WriteAllBytesAsync(file, recipe, Token);
            var source = new FileRecipeSource(file);
            var report = await scope.ServiceProvider.GetRequiredService<RecipeRunners>().For(source).RunAsync(source, new RecipeOptions(Actor.System, Trusted: true), null, Token);
            return (report.Faults, await VersionsAsync(app.Services));
        }
        finally
        {
            await StorageHarness.RemoveAsync(provider, location, folder);
        }
    }

    /// <summary>Every latest and published version with its flags, hash and whole content, ordered.</summary>
    public Task<IReadOnlyList<string>> VersionsAsync() => VersionsAsync(Services);

    private static async Task<IReadOnlyList<string>> VersionsAsync(IServiceProvider services)
    {
        await using var work = await services.GetRequiredService<IContentStore>().ReadAsync(Token);
        var versions = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var selector in new[] { VersionSelector.Latest, VersionSelector.Published })
        {
            await foreach (var stored in work.ListAsync(null, selector, Token))
            {
                var json = ContentItemJson.Write(stored.Item);
                json.Remove("ReviewPart");
                versions.Add($"{stored.ContentHash} {json.ToJsonString()}");
            }
        }

        return [.. versions];
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

    /// <summary>Somebody's account is deleted.</summary>
    public void Delete(string user)
    {
        if (_people.Remove(user, out var person))
        {
            _deleted[user] = person;
        }
    }

    /// <summary>Whoever was deleted is there again.</summary>
    public void Restore(string user)
    {
        if (_deleted.Remove(user, out var person))
        {
            _people[user] = person;
        }
    }

    /// <summary>Files another policy, as whoever runs the server does by a recipe.</summary>
    public async Task SetPolicyAsync(JsonObject policy)
    {
        await using var work = await _app.Services.GetRequiredService<IContentStore>().BeginAsync(Token);
        await PolicyTexts.SaveAsync(work, (string)policy["ContentType"]!, policy, Token);
        await work.CommitAsync(Token);
    }

    /// <summary>Tells what waits in the outbox.</summary>
    public Task<int> TellAsync() => _app.Services.GetRequiredService<TellEvents>().ExecuteAsync(Token);

    /// <summary>Somebody of the site.</summary>
    public Actor Person(string name) => _people[name];

    public ValueTask<Actor> GetActorAsync(HttpContext context, CancellationToken cancellationToken) =>
        ValueTask.FromResult(_people.GetValueOrDefault(context.Request.Headers[UserHeader].ToString()) ?? Actor.Anonymous);

    public Task<IReadOnlyDictionary<string, IReadOnlyList<Reviewer>>> FindReviewersAsync(IReadOnlyCollection<string> roles, string contentType, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, IReadOnlyList<Reviewer>>>(roles.ToDictionary(
            role => role,
            role => (IReadOnlyList<Reviewer>)[.. _people.Values.Where(person => person.Roles.Contains(role))
                .Select(person => new Reviewer(person.UserId, person.UserName, person.PrintedName!, person.Credential))
                .OrderBy(reviewer => reviewer.UserName, StringComparer.Ordinal)]));

    public Task<Actor?> FindAsync(IUnitOfWork work, string userId, CancellationToken cancellationToken) => Task.FromResult(_people.Values.FirstOrDefault(person => person.UserId == userId));

    public Task<SignatureCheck> VerifyAsync(Actor actor, SignatureInput signature, CancellationToken cancellationToken) =>
        Task.FromResult(signature.Password == Password ? SignatureCheck.Valid : SignatureCheck.Wrong);

    public Task<ICertificateSigner?> OpenAsync(IUnitOfWork work, CancellationToken cancellationToken) =>
        Task.FromResult<ICertificateSigner?>(new CertificateSigner(Key, "https://gutcms.example"));

    public ValueTask<SigningKey> GetCurrentAsync(CancellationToken cancellationToken) => ValueTask.FromResult(Key);

    public ValueTask<IReadOnlyList<SigningKey>> GetAllAsync(CancellationToken cancellationToken) => ValueTask.FromResult<IReadOnlyList<SigningKey>>(Keys);

    public ValueTask<string> FindAsync(HttpContext context) => ValueTask.FromResult("https://gutcms.example");

    public Task HandleAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        if (Fails(message.ContentItemId))
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
        // What runs in the background has ended before its folder goes.
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        await _remove();
    }

    private WebApplication Build(Provider provider, string location)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = "GutCms.Web", ContentRootPath = AppContext.BaseDirectory, EnvironmentName = "Production" });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["urls"] = "http://127.0.0.1:0",
            ["GutCms:DataDirectory"] = provider == Provider.Sqlite ? Path.GetDirectoryName(location) : Path.GetTempPath(),
            ["ConnectionStrings:GutCms"] = provider == Provider.PostgreSql ? location : null,
        });
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(Time);
        builder.Services.AddGutCmsProblemDetails();
        builder.Services.AddGutCmsStorage(builder.Configuration);
        builder.Services.AddGutCmsRecipes();
        builder.Services.AddGutCmsReviews();
        builder.Services.AddGutCmsEditorial();
        builder.Services.AddGutCmsApi();
        builder.Services.AddGutCmsGraphQL();
        builder.Services.AddSingleton<IActorAccessor>(this);
        builder.Services.AddSingleton<IActorDirectory>(this);
        builder.Services.AddSingleton<IReviewerDirectory>(this);
        builder.Services.AddSingleton<ISignatureVerifier>(this);
        builder.Services.AddSingleton<ICertificateIssuer>(this);
        builder.Services.AddSingleton<ISigningKeys>(this);
        builder.Services.AddSingleton<IPublicAddress>(this);
        builder.Services.AddSingleton<IReviewEventHandler>(this);
        builder.Services.AddSingleton<IReviewEventHandler>(new AnotherHandler(ToldToAnother));
        var app = builder.Build();
        app.UseGutCmsProblemDetails();
        app.MapStatusLists();
        app.MapGutCmsApi();
        app.MapGutCmsContentApi();
        app.MapGutCmsGraphQL();
        return app;
    }

    private async Task EnlistAsync()
    {
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
                HasOwnSession = true,
            };
        }
    }

    private sealed class AnotherHandler(List<OutboxMessage> told) : IReviewEventHandler
    {
        public Task HandleAsync(OutboxMessage message, CancellationToken cancellationToken)
        {
            lock (told)
            {
                told.Add(message);
            }

            return Task.CompletedTask;
        }
    }
}
