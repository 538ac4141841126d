using System.Text.Json.Nodes;

namespace GutCms.TestSupport.Editorial;

/// <summary>An article that one reviewer has approved, live with a certificate.</summary>
public static class ApprovedArticle
{
    /// <summary>From draft to delivered.</summary>
    /// <param name="fixture">The site.</param>
    /// <param name="item">The article, as it is sent.</param>
    /// <returns>Its id.</returns>
    public static async Task<string> PublishAsync(SiteFixture fixture, JsonObject item)
    {
        using var author = await EditorialClient.CreateAsync(fixture, "Author");
        using var reviewer = await EditorialClient.CreateAsync(fixture, "MedicalReviewer");
        using var editor = await EditorialClient.CreateAsync(fixture, "Editor");
        var id = await author.DraftAsync(item);
        await author.DoAsync(id, "submit");
        await reviewer.DoAsync(id, "approve");
        await editor.DoAsync(id, "publish", new JsonObject());
        return id;
    }
}
