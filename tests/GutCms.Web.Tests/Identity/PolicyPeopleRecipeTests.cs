using GutCms.TestSupport;

namespace GutCms.Web.Tests.Identity;

/// <summary>A recipe that has somebody told of what is overdue names an account that is there, or that it adds itself.</summary>
public sealed class PolicyPeopleRecipeTests : IAsyncLifetime
{
    private TestSite _site = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _site = await TestSite.CreateSeededAsync(SiteDatabase.Sqlite);

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Theory]
    [InlineData("ada", true, 0)]
    [InlineData("ada", false, 1)]
    [InlineData("nobody", true, 1)]
    public async Task Names_somebody_who_is_there_once_its_accounts_are(string told, bool addsAda, int exitCode)
    {
        var users = addsAda ? """{ "name": "Users", "Users": [ { "UserName": "ada", "Email": "ada@example.org", "IsEnabled": true, "RoleNames": [ "Editor" ] } ] },""" : "";
        var recipe = Path.Combine(_site.Folder, "policy.recipe.json");
        await File.WriteAllTextAsync(recipe, $$"""
            {
              "name": "policy", "steps": [
                {{users}}
                { "name": "ReviewPolicy", "Policies": [ { "ContentType": "Article", "Version": "told", "Stages": [ { "Name": "Medical", "Role": "MedicalReviewer", "Reminders": { "EscalateTo": [ "@{{told}}" ] } } ] } ] }
              ]
            }
            """, Token);

        var run = await _site.RunAsync("recipe", "run", recipe);

        Assert.Equal(exitCode, run.ExitCode);
        Assert.Equal(exitCode != 0, run.Error.Contains($"There is no enabled account '{told}'", StringComparison.Ordinal));
        Assert.Equal(exitCode == 0, (await DatabaseDump.ReadAsync(_site)).Contains("\"told\"", StringComparison.Ordinal));
    }
}
