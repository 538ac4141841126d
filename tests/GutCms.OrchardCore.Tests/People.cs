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
        Reviewer = await Site.AddPersonAsync("rosa", "MedicalReviewer");
        Editor = await Site.AddPersonAsync("emil", "Editor");
        Administrator = await Site.SignInAsync("admin");
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
