using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json.Nodes;
using GutCms.Core.Delivery;
using GutCms.Web.Features.Hosting;
using GutCms.Web.Features.Keys;
using GutCms.Web.Storage;

namespace GutCms.Web.Features.Setup;

/// <summary>What whoever started the site sees: where things are and how to stop it. The first line is read by programs too.</summary>
internal sealed class StartupReport(DatabaseMigrator database, IDeliveryReader delivery, StartupQuiet quiet, SiteIssuer issuer)
{
    /// <summary>Version of the program.</summary>
    public static string Version { get; } =
        typeof(StartupReport).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>Writes it to standard output.</summary>
    /// <param name="urls">Where the site listens.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task WriteAsync(IEnumerable<string> urls, CancellationToken cancellationToken)
    {
        quiet.Open();
        var site = urls.First().TrimEnd('/') + "/";
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"GutCms {Version} is ready at {site}\n\n");
        if (await FindArticleAsync(cancellationToken) is { } article)
        {
            Line("Article", site + article.TrimStart('/'));
        }

        Line("Admin", site + "admin");
        Line("API", site + "api/delivery/articles");
        Line("Reference", site + "reference");
        Line("Health", site + "health/ready");
        Line("Database", database.Description);
        if (issuer.IsTrial)
        {
            Line("Trial", "only this machine can reach it, and its certificates say so");
        }

        Line("Password", $"a new one: {Folders.Command} user reset-password NAME");
        Line("Port", "another one: --urls http://localhost:8080, or ASPNETCORE_URLS");
        text.Append("\nPress Ctrl+C to stop.");
        await Console.Out.WriteLineAsync(text, cancellationToken);
        if (issuer.Obstacle is { } obstacle)
        {
            await Console.Error.WriteLineAsync(obstacle.ToString().AsMemory(), cancellationToken);
        }

        void Line(string name, string value) => text.Append("  ").Append(name.PadRight(11)).Append(value).Append('\n');
    }

    /// <summary>Path of an article to look at: the newest with a body, else the newest; null when there is none.</summary>
    private async Task<string?> FindArticleAsync(CancellationToken cancellationToken)
    {
        var newest = await delivery.ListArticlesAsync(new ArticleQuery(null, null, ArticleSort.PublishedDescending, null, First: 20), cancellationToken);
        var summaries = newest.Rows.Select(row => JsonNode.Parse(row.Summary)!.AsObject()).ToList();
        return (string?)(summaries.Find(summary => (bool?)summary["stub"] == false) ?? summaries.FirstOrDefault())?["url"];
    }
}
