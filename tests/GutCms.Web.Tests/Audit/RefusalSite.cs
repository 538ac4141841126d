using System.Globalization;
using System.Text.Json.Nodes;
using GutCms.TestSupport;
using GutCms.TestSupport.Editorial;
using GutCms.Web.Storage.Model;
using Microsoft.AspNetCore.Identity;

namespace GutCms.Web.Tests.Audit;

/// <summary>
/// A site with <c>admin</c>, <c>mona</c> who manages accounts of low rank, <c>alma</c>, an author, <c>rita</c>, a reviewer, the client <c>strong</c>, and a draft of the administrator's.
/// </summary>
public abstract class RefusalSite(SiteDatabase database) : SiteFixture(database)
{
    private const string Password = "a password for everybody";

    private readonly Dictionary<string, EditorialClient> _people = new(StringComparer.Ordinal);

    /// <summary>The draft.</summary>
    public string Draft { get; private set; } = "";

    /// <summary>Somebody, signed in.</summary>
    public EditorialClient this[string name] => _people[name];

    /// <inheritdoc/>
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        try
        {
            _ = Site;
        }
        catch (Exception)
        {
            return;
        }

        await Host.StopAsync();
        var hash = new PasswordHasher<GutCmsUser>().HashPassword(new GutCmsUser(), Password);
        var recipe = Path.Combine(Site.Folder, "people.recipe.json");
        await File.WriteAllTextAsync(recipe, Recipe($$"""
            { "name": "Roles", "Roles": [
                { "Name": "Manager", "Permissions": [ "AccessAdminPanel", "ManageUsers", "ManageRoles", "ManageRecipes", "ManageApplications", "AssignRoleToUsers_Author" ] } ] },
            { "name": "Users", "Users": [
                { "UserName": "mona", "PasswordHash": "{{hash}}", "RoleNames": [ "Manager" ] },
                { "UserName": "alma", "PasswordHash": "{{hash}}", "RoleNames": [ "Author" ] },
                { "UserName": "rita", "PasswordHash": "{{hash}}", "PrintedName": "Dr Rita", "RoleNames": [ "MedicalReviewer" ] } ] },
            { "name": "OpenIdApplication", "ClientId": "strong", "ClientSecret": "0123456789abcdef0123456789abcdef", "AllowClientCredentialsFlow": true, "RoleEntries": [ { "Name": "Administrator" } ] }
            """));
        var run = await Site.RunAsync("recipe", "run", recipe);
        Assert.True(run.ExitCode == 0, run.Error);
        Server = await Site.StartAsync();
        foreach (var name in new[] { "mona", "alma", "rita" })
        {
            _people[name] = await EditorialClient.SignInAsync(Server, name, Password);
        }

        _people["admin"] = await EditorialClient.SignInAsync(Server, "admin", TestSite.AdminPassword);
        Draft = await this["admin"].DraftAsync(SampleArticle.Create(SampleArticle.NewSlug()));
    }

    /// <summary>The server with these people.</summary>
    public GutCmsHost Server { get; private set; } = null!;

    /// <summary>A recipe of these steps.</summary>
    public static string Recipe(string steps) => $$"""{ "name": "people", "displayName": "People", "description": "People.", "author": "Tests", "version": "1.0.0", "steps": [ {{steps}} ] }""";

    /// <summary>Does something, and says what the log has got by it.</summary>
    public async Task<IReadOnlyList<Entry>> RecordedAsync(Func<Task> act)
    {
        var last = (await DatabaseDump.QueryAsync(Site, "SELECT MAX(\"Sequence\") FROM \"AuditEntries\""))[0];
        await act();
        return await EntriesAsync(Site, $"\"Sequence\" > {last}");
    }

    /// <summary>Entries of a log.</summary>
    public static async Task<IReadOnlyList<Entry>> EntriesAsync(TestSite site, string condition) =>
        [.. (await DatabaseDump.QueryAsync(site, $"SELECT \"Action\" || '|' || \"ActorName\" || '|' || COALESCE(\"ContentItemId\", '') || '|' || COALESCE(\"ActId\", '') || '|' || COALESCE((SELECT MAX(\"Address\") FROM \"SourceAddresses\" WHERE \"Details\" LIKE '%\"source\":\"' || \"SourceId\" || '\"%'), '') || '|' || \"Details\" FROM \"AuditEntries\" WHERE {condition} ORDER BY \"Sequence\""))
            .Select(row => row.Split('|', 6)).Select(parts => new Entry(parts[0], parts[1], parts[2], parts[3], parts[4], JsonNode.Parse(parts[5])!.AsObject()))];

    /// <summary>An entry of the log, with the address that its source has.</summary>
    public sealed record Entry(string Action, string Who, string About, string Act, string Address, JsonObject Details)
    {
        /// <summary>How many more it stands for; 0: it stands for itself.</summary>
        public long More => long.Parse(this["more"] ?? "0", CultureInfo.InvariantCulture);

        /// <summary>A detail as text; null: it has none. The address is none of the details: it stands apart.</summary>
        public string? this[string name] => name == "address" && !Details.ContainsKey(name) ? Address.Length == 0 ? null : Address : Details[name]?.ToString();
    }
}

public sealed class SqliteRefusalSite() : RefusalSite(SiteDatabase.Sqlite);

public sealed class PostgresRefusalSite() : RefusalSite(SiteDatabase.PostgreSql);
