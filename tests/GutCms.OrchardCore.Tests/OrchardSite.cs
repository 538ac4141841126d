using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using GutCms.OrchardCore.Identity;
using GutCms.OrchardCore.Policies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrchardCore.BackgroundTasks;
using OrchardCore.Entities;
using OrchardCore.Environment.Shell;
using OrchardCore.OpenId.Abstractions.Descriptors;
using OrchardCore.OpenId.Abstractions.Managers;
using OrchardCore.Users;
using OrchardCore.Users.Models;

namespace GutCms.OrchardCore.Tests;

/// <summary>An Orchard Core site of its own: set up from its recipe on SQLite, or on PostgreSQL where <see cref="TenantDatabase.Variable"/> says so, in this process, on a real port of this machine.</summary>
public sealed class OrchardSite : IAsyncLifetime
{
    public const string Password = "Correct-horse-7-battery";

    /// <summary>Name and path of a second tenant, which is set up when a test first asks for it.</summary>
    public const string SecondTenant = "second";

    /// <summary>Tenants that have nothing of the module's: the recipe that each is set up with when a test first asks for it, by name and path.</summary>
    private static readonly (string Tenant, string Recipe)[] Stock = [("blank", "Blank"), ("headless", "Headless"), ("saas", "SaaS"), ("agency", "Agency"), ("blog", "Blog"), (OwnArticles, "Blank"), (OtherNames, "Blank")];

    /// <summary>A blank site, to be given a type Article of its own.</summary>
    public const string OwnArticles = "ownarticles";

    /// <summary>A blank site, to be given a type Article of its own and ours under another name.</summary>
    public const string OtherNames = "othernames";

    private readonly (string Tenant, string Recipe, TenantDatabase Database)[] _tenants;
    private readonly IReadOnlyDictionary<string, string?> _settings;
    private WebApplication? _app;

    /// <summary>One with further tenants.</summary>
    public OrchardSite()
        : this([(SecondTenant, "GutCmsSite"), .. Stock], () => new TenantDatabase(), new Dictionary<string, string?>())
    {
    }

    private OrchardSite((string Tenant, string Recipe)[] others, Func<TenantDatabase> database, IReadOnlyDictionary<string, string?> settings)
    {
        _tenants = [("Default", "GutCmsSite", database()), .. others.Select(tenant => (tenant.Tenant, tenant.Recipe, database()))];
        _settings = settings;
    }

    /// <summary>One with a single tenant on a PostgreSQL server.</summary>
    /// <param name="server">Connection string of a server where databases may be made.</param>
    /// <param name="settings">Further configuration.</param>
    public static OrchardSite OnPostgres(string server, IReadOnlyDictionary<string, string?> settings) => new([], () => new TenantDatabase(server), settings);

    /// <summary>Folder of the program, with <c>App_Data</c> in it.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("gutcms-orchard-").FullName;

    public HttpClient Client { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        foreach (var tenant in _tenants)
        {
            await tenant.Database.CreateAsync();
        }

        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = "GutCms.OrchardCore.Web", ContentRootPath = Folder, EnvironmentName = "Production" });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(
            _tenants.SelectMany((tenant, index) => Tenant(index, tenant.Tenant, index == 0 ? "" : tenant.Tenant, tenant.Database, tenant.Recipe)).Concat(_settings))
        {
            ["urls"] = "http://127.0.0.1:0",
            ["OrchardCore:OrchardCore_AutoSetup:AutoSetupPath"] = "",
            ["GutCms:Limits:References"] = "20",
        });
        builder.Logging.ClearProviders();
        builder.Logging.AddProvider(Log);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddOrchardCms().AddSetupFeatures("OrchardCore.AutoSetup").ConfigureServices(services => services.AddScoped<IReviewPolicyProvider, PoliciesInCode>());
        _app = builder.Build();
        _app.UseStaticFiles();
        _app.UseOrchardCore();
        await _app.StartAsync();
        var address = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(address + "/"), Timeout = TimeSpan.FromMinutes(5) };

        // The first request sets the site up and is sent on when that is done.
        using var response = await Client.GetAsync("");
        Assert.True(response.StatusCode is HttpStatusCode.OK or HttpStatusCode.Redirect or HttpStatusCode.NotFound, $"{response.StatusCode}\n{Log.Text}");
    }

    /// <summary>What was logged as a warning or worse.</summary>
    internal KeptLog Log { get; } = new();

    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }

        foreach (var tenant in _tenants)
        {
            await tenant.Database.DisposeAsync();
        }

        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>Enables features and what they need, or disables features and what needs them.</summary>
    public Task SwitchAsync(bool on, params string[] features) => SwitchOfAsync("Default", on, features);

    /// <summary>Does so in a tenant.</summary>
    public Task SwitchOfAsync(string tenant, bool on, params string[] features) => InScopeAsync(tenant, async services =>
    {
        var manager = services.GetRequiredService<IShellFeaturesManager>();
        var named = (await manager.GetAvailableFeaturesAsync()).Where(feature => features.Contains(feature.Id)).ToList();
        Assert.Equal(features.Length, named.Count);
        await manager.UpdateFeaturesAsync(on ? [] : named, on ? named : [], force: true);
    });

    /// <summary>Ends the services of a tenant; its next request starts it again.</summary>
    public Task RestartAsync(string tenant) => InScopeAsync(tenant, services => services.GetRequiredService<IShellHost>().ReleaseShellContextAsync(services.GetRequiredService<ShellSettings>()));

    /// <summary>Connection string of the first tenant's database; empty on SQLite.</summary>
    public string ConnectionString => _tenants[0].Database.ConnectionString;

    /// <summary>Has the first tenant connect to its database otherwise from now on.</summary>
    /// <param name="connectionString">How.</param>
    public async Task ConnectAsync(string connectionString)
    {
        var shells = _app!.Services.GetRequiredService<IShellHost>();
        var settings = shells.GetSettings(ShellSettings.DefaultShellName);
        settings["ConnectionString"] = connectionString;
        await shells.UpdateShellSettingsAsync(settings);
    }

    /// <summary>Sets the second tenant up, unless that was done.</summary>
    public Task EnsureSecondTenantAsync() => EnsureTenantAsync(SecondTenant);

    /// <summary>Sets a tenant up, unless that was done.</summary>
    public async Task EnsureTenantAsync(string tenant)
    {
        using var response = await Client.GetAsync(tenant);
        Assert.True(response.StatusCode is HttpStatusCode.OK or HttpStatusCode.Redirect or HttpStatusCode.NotFound, $"{response.StatusCode}\n{Log.Text}");
    }

    /// <summary>Runs something in a scope of the site, as a request or a job would; what it saved is kept at its end.</summary>
    public Task InScopeAsync(Func<IServiceProvider, Task> act) => InScopeAsync("Default", act);

    /// <summary>Runs something in a scope of a tenant.</summary>
    public async Task InScopeAsync(string tenant, Func<IServiceProvider, Task> act)
    {
        var shell = _app!.Services.GetRequiredService<IShellHost>();
        var scope = await shell.GetScopeAsync(tenant);
        var http = _app.Services.GetRequiredService<IHttpContextAccessor>();
        http.HttpContext = scope.ShellContext.CreateHttpContext();
        try
        {
            await scope.UsingAsync(inner => act(inner.ServiceProvider));
        }
        finally
        {
            http.HttpContext = null;
        }
    }

    /// <summary>Reads something in a scope of the site.</summary>
    public async Task<T> InScopeAsync<T>(Func<IServiceProvider, Task<T>> read)
    {
        T result = default!;
        await InScopeAsync(async services => { result = await read(services); });
        return result;
    }

    /// <summary>A person with a role and a name to sign with.</summary>
    public Task<HttpClient> AddPersonAsync(string name, params string[] roles) => AddPersonToAsync("Default", name, roles);

    /// <summary>A person of a tenant.</summary>
    public async Task<HttpClient> AddPersonToAsync(string tenant, string name, params string[] roles)
    {
        await AddAccountAsync(tenant, name, roles);
        return await SignInAsync(tenant, name);
    }

    /// <summary>A person of a tenant that has no tokens, with a role and a name to sign with.</summary>
    public Task AddAccountAsync(string tenant, string name, params string[] roles) => InScopeAsync(tenant, async services =>
    {
        var user = new User { UserName = name, Email = name + "@example.org", EmailConfirmed = true, IsEnabled = true };
        user.Put(new ReviewerProfile { PrintedName = "Dr " + name, Credential = "MD" });
        var users = services.GetRequiredService<UserManager<IUser>>();
        Assert.True((await users.CreateAsync(user, Password)).Succeeded);
        foreach (var role in roles)
        {
            Assert.True((await users.AddToRoleAsync(user, role)).Succeeded);
        }
    });

    /// <summary>A client that acts for a person by a bearer token.</summary>
    public Task<HttpClient> SignInAsync(string name) => SignInAsync("Default", name);

    /// <summary>A client that acts for a person of a tenant.</summary>
    public Task<HttpClient> SignInAsync(string tenant, string name) => TokenAsync(tenant, "tests", new()
    {
        ["grant_type"] = "password",
        ["username"] = name,
        ["password"] = Password,
        ["scope"] = "openid profile roles",
    });

    /// <summary>An API client with a role of its own, which acts for nobody but itself.</summary>
    public Task<HttpClient> AddClientAsync(string clientId, string role) => TokenAsync("Default", clientId, new() { ["grant_type"] = "client_credentials" }, role);

    private static Dictionary<string, string?> Tenant(int index, string name, string prefix, TenantDatabase database, string recipe)
    {
        var section = $"OrchardCore:OrchardCore_AutoSetup:Tenants:{index}:";
        return new()
        {
            [section + "ShellName"] = name,
            [section + "SiteName"] = "GutCms",
            [section + "SiteTimeZone"] = "Etc/UTC",
            [section + "AdminUsername"] = "admin",
            [section + "AdminEmail"] = "admin@example.org",
            [section + "AdminPassword"] = Password,
            [section + "DatabaseProvider"] = database.Provider,
            [section + "DatabaseConnectionString"] = database.ConnectionString,
            [section + "RecipeName"] = recipe,
            [section + "DatabaseTablePrefix"] = "",
            [section + "RequestUrlPrefix"] = prefix,
        };
    }

    private async Task<HttpClient> TokenAsync(string tenant, string clientId, Dictionary<string, string> grant, params string[] roles)
    {
        await EnsureApplicationAsync(tenant, clientId, roles);
        grant["client_id"] = clientId;
        grant["client_secret"] = "tests-secret";
        using var answer = await Client.PostAsync((tenant == "Default" ? "" : tenant + "/") + "connect/token", new FormUrlEncodedContent(grant));
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, body + Log.Text);
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = Client.BaseAddress, Timeout = TimeSpan.FromMinutes(2) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string?)JsonNode.Parse(body)!["access_token"]);
        return client;
    }

    private Task EnsureApplicationAsync(string tenant, string clientId, string[] roles) => InScopeAsync(tenant, async services =>
    {
        var applications = services.GetRequiredService<IOpenIdApplicationManager>();
        if (await applications.FindByClientIdAsync(clientId) is null)
        {
            var application = new OpenIdApplicationDescriptor
            {
                ClientId = clientId,
                ClientSecret = "tests-secret",
                DisplayName = "Tests",
                ClientType = "confidential",
                ConsentType = "implicit",
                Permissions = { "ept:token", "gt:password", "gt:client_credentials", "scp:profile", "scp:roles" },
            };
            application.Roles.UnionWith(roles);
            await applications.CreateAsync(application);
        }
    });
}

/// <summary>All tests share one site; setting one up takes a while.</summary>
[CollectionDefinition]
public sealed class OrchardSites : ICollectionFixture<Newsroom>;
