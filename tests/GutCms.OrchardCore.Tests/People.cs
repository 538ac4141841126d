using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace GutCms.OrchardCore.Tests;

/// <summary>The people of a newsroom, made once.</summary>
public sealed class Newsroom : IAsyncLifetime
{
    public OrchardSite Site { get; } = new();

    public HttpClient Author { get; private set; } = null!;

    public HttpClient Reviewer { get; private set; } = null!;

    public HttpClient Editor { get; private set; } = null!;

    public HttpClient Administrator { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await Site.InitializeAsync();
        Author = await Site.AddPersonAsync("anna", "Author");
        (await Site.AddPersonAsync("rosa", "MedicalReviewer")).Dispose();
        Reviewer = await AdminBrowser.OpenSessionAsync(Site, "rosa");
        Editor = await Site.AddPersonAsync("emil", "Editor");
        Administrator = await Site.SignInAsync("admin");
    }

    /// <summary>A draft of the author's; its item id.</summary>
    internal async Task<string> DraftAsync(string title) => (string)(await Author.SaveDraftAsync(Editorial.NewArticle(title)))["ContentItemId"]!;

    /// <summary>A draft that the reviewer has approved, after something was done to it first; its item id.</summary>
    internal async Task<string> ApprovedAsync(string title, Func<string, Task>? first = null)
    {
        var id = await DraftAsync(title);
        if (first is not null)
        {
            await first(id);
        }

        await Editorial.ApproveAsync(Author, Reviewer, id);
        return id;
    }

    /// <summary>An article that was reviewed and is live; its item id.</summary>
    internal async Task<string> PublishedAsync(string title, Func<string, Task>? first = null)
    {
        var id = await ApprovedAsync(title, first);
        await Editor.DoAsync(id, "publish");
        return id;
    }

    /// <summary>How many refused publications of an item are on record.</summary>
    internal async Task<int> CountRefusalsAsync(string id)
    {
        var log = await Administrator.GetFromJsonAsync<JsonObject>($"api/review/{id}/audit?action=content.publish", TestContext.Current.CancellationToken);
        return log!["items"]!.AsArray().Count(entry => (string?)entry!["action"] == "content.publish.refused");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in new[] { Author, Reviewer, Editor, Administrator })
        {
            client?.Dispose();
        }

        await Site.DisposeAsync();
    }
}
