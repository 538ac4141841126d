using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using GutCms.OrchardCore.Identity;
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

/// <summary>An Orchard Core site of its own: set up from its recipe on SQLite, in this process, on a real port of this machine.</summary>
public sealed class OrchardSite : IAsyncLifetime
{
    public const string Password = "Correct-horse-7-battery";

    private readonly string _folder = Directory.CreateTempSubdirectory("gutcms-orchard-").FullName;
    private WebApplication? _app;

    public HttpClient Client { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = "GutCms.OrchardCore.Web", ContentRootPath = _folder, EnvironmentName = "Production" });
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["urls"] = "http://127.0.0.1:0",
            ["OrchardCore:OrchardCore_AutoSetup:AutoSetupPath"] = "",
            ["OrchardCore:OrchardCore_AutoSetup:Tenants:0:ShellName"] = "Default",
            ["OrchardCore:OrchardCore_AutoSetup:Tenants:0:SiteName"] = "GutCms",
            ["OrchardCore:OrchardCore_AutoSetup:Tenants:0:SiteTimeZone"] = "Etc/UTC",
            ["OrchardCore:OrchardCore_AutoSetup:Tenants:0:AdminUsername"] = "admin",
            ["OrchardCore:OrchardCore_AutoSetup:Tenants:0:AdminEmail"] = "admin@example.org",
            ["OrchardCore:OrchardCore_AutoSetup:Tenants:0:AdminPassword"] = Password,
            ["OrchardCore:OrchardCore_AutoSetup:Tenants:0:DatabaseProvider"] = "Sqlite",
            ["OrchardCore:OrchardCore_AutoSetup:Tenants:0:RecipeName"] = "GutCmsSite",
            ["OrchardCore:OrchardCore_AutoSetup:Tenants:0:DatabaseTablePrefix"] = "",
        });
        builder.Logging.ClearProviders();
        builder.Logging.AddProvider(Log);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddOrchardCms().AddSetupFeatures("OrchardCore.AutoSetup");
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

        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Runs something in a scope of the site, as a request or a job would; what it saved is kept at its end.</summary>
    public async Task InScopeAsync(Func<IServiceProvider, Task> act)
    {
        var shell = _app!.Services.GetRequiredService<IShellHost>();
        var scope = await shell.GetScopeAsync("Default");
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
    public async Task<HttpClient> AddPersonAsync(string name, params string[] roles)
    {
        await InScopeAsync(async services =>
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
        return await SignInAsync(name);
    }

    /// <summary>A client that acts for a person by a bearer token.</summary>
    public async Task<HttpClient> SignInAsync(string name)
    {
        await EnsureApplicationAsync();
        using var answer = await Client.PostAsync("connect/token", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "password",
            ["client_id"] = "tests",
            ["client_secret"] = "tests-secret",
            ["username"] = name,
            ["password"] = Password,
            ["scope"] = "openid profile roles",
        }));
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, body + Log.Text);
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = Client.BaseAddress, Timeout = TimeSpan.FromMinutes(2) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string?)JsonNode.Parse(body)!["access_token"]);
        return client;
    }

    private Task EnsureApplicationAsync() => InScopeAsync(async services =>
    {
        var applications = services.GetRequiredService<IOpenIdApplicationManager>();
        if (await applications.FindByClientIdAsync("tests") is null)
        {
            await applications.CreateAsync(new OpenIdApplicationDescriptor
            {
                ClientId = "tests",
                ClientSecret = "tests-secret",
                DisplayName = "Tests",
                ClientType = "confidential",
                ConsentType = "implicit",
                Permissions = { "ept:token", "gt:password", "gt:client_credentials", "scp:profile", "scp:roles" },
            });
        }
    });
}

/// <summary>All tests share one site; setting one up takes a while.</summary>
[CollectionDefinition]
public sealed class OrchardSites : ICollectionFixture<Newsroom>;
