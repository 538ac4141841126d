using System.Net.Http.Json;
using System.Text.Json.Nodes;
using GutCms.OrchardCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using YesSql;

namespace GutCms.OrchardCore.Tests;

/// <summary>Columns by which lists are narrowed and put in order, on a site from before they were: a process that ends between the migration and filling them leaves them empty, and the next start fills them.</summary>
[Collection<OrchardSites>]
public sealed class DeliveryOrdersTests(Newsroom newsroom)
{
    private const string Tenant = OrchardSite.SecondTenant;
    private const string List = Tenant + "/api/delivery/articles?sort=title";
    private const string InLanguage = Tenant + "/api/delivery/series?lang=EN";
    private const string ArticlesInLanguage = Tenant + "/api/delivery/articles?lang=en&sort=title";
    private const string InAnother = Tenant + "/api/delivery/series?lang=de";

    private readonly OrchardSite _site = newsroom.Site;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Are_filled_at_the_next_start_where_they_are_empty()
    {
        await _site.EnsureSecondTenantAsync();
        var before = await ListAsync(List);
        Assert.True(before.Count > 1);
        var series = await ListAsync(InLanguage);
        Assert.NotEmpty(series);
        Assert.Equal(before, await ListAsync(ArticlesInLanguage));
        Assert.Empty(await ListAsync(InAnother));
        await EmptyAsync();
        Assert.NotEqual(0, await CountEmptyAsync());

        // Only an index knows less than the documents say: whoever read those would find the language there.
        Assert.Empty(await ListAsync(InLanguage));
        Assert.Empty(await ListAsync(ArticlesInLanguage));

        await _site.RestartAsync(Tenant);
        var after = await ListAsync(List);

        Assert.Equal(0, await CountEmptyAsync());
        Assert.Equal(before, after);
        Assert.Equal(series, await ListAsync(InLanguage));
        Assert.Equal(before, await ListAsync(ArticlesInLanguage));
    }

    private async Task<List<string>> ListAsync(string list) => [.. (await _site.Client.GetFromJsonAsync<JsonObject>(list, Cancellation))!["items"]!.AsArray().Select(item => (string)item!["title"]!)];

    private Task EmptyAsync() => _site.InScopeAsync(Tenant, async services =>
    {
        var session = services.GetRequiredService<ISession>();
        var configuration = session.Store.Configuration;
        string Column(string name) => configuration.SqlDialect.QuoteForColumnName(name);
        var table = configuration.SqlDialect.QuoteForTableName(configuration.TablePrefix + configuration.TableNameConvention.GetIndexTable(typeof(GutCmsDeliveryIndex), GutCmsDelivery.Collection), configuration.Schema);
        var transaction = await session.BeginTransactionAsync();
        await using var command = transaction.Connection!.CreateCommand();
        (command.Transaction, command.CommandText) = (transaction, $"UPDATE {table} SET {Column("SortTitle")} = NULL, {Column("Position")} = NULL, {Column("PublishedUtc")} = NULL, {Column("Language")} = NULL");
        await command.ExecuteNonQueryAsync(Cancellation);
    });

    private async Task<int> CountEmptyAsync()
    {
        var count = 0;
        await _site.InScopeAsync(Tenant, async services =>
            count = await services.GetRequiredService<ISession>().QueryIndex<GutCmsDeliveryIndex>(index => index.SortTitle == null || index.Language == null, GutCmsDelivery.Collection).CountAsync());
        return count;
    }
}
