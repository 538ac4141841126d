using GutCms.Core.Delivery;
using GutCms.Core.Storage;
using GutCms.Web.Storage;
using GutCms.Web.Storage.Model;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace GutCms.Web.Tests.Storage;

/// <summary>How storage is set up.</summary>
public sealed class StorageServicesTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Uses_a_file_in_the_data_directory_by_default()
    {
        await using var place = await StorageHarness.CreateEmptyAsync(Provider.Sqlite);
        var folder = Path.GetDirectoryName(place.Location)!;
        using var host = Build(("GutCms:DataDirectory", folder));

        var migrator = host.Services.GetRequiredService<DatabaseMigrator>();
        await migrator.MigrateAsync(Token);
        await host.StartAsync(Token);

        Assert.Equal(Path.Combine(folder, "gutcms.db"), migrator.FilePath);
        await CommitAsync(host);
        Assert.Null(await host.Services.GetRequiredService<IDeliveryReader>().FindAsync(DeliveryKind.Article, "none", Token));
        await using var scope = host.Services.CreateAsyncScope();
        Assert.IsType<SqliteGutCmsDbContext>(scope.ServiceProvider.GetRequiredService<GutCmsDbContext>());
        await host.StopAsync(Token);
    }

    [Fact]
    public async Task Uses_PostgreSQL_when_a_connection_string_names_it()
    {
        await using var place = await StorageHarness.CreateEmptyAsync(Provider.PostgreSql);
        using var host = Build(("ConnectionStrings:GutCms", place.Location));

        await host.Services.GetRequiredService<DatabaseMigrator>().MigrateAsync(Token);
        await host.StartAsync(Token);

        await CommitAsync(host);
        Assert.Null(await host.Services.GetRequiredService<IDeliveryReader>().FindAsync(DeliveryKind.Article, "none", Token));
        await host.StopAsync(Token);
    }

    [Theory]
    [InlineData("GutCms:Delivery:CacheMegabytes", "-1")]
    [InlineData("GutCms:BusyTimeoutSeconds", "0")]
    [InlineData("GutCms:IdleWriterSeconds", "0")]
    [InlineData("GutCms:DataDirectory", "")]
    public async Task Does_not_start_with_a_setting_out_of_range(string key, string value)
    {
        using var host = Build((key, value));

        await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Token));
    }

    private static async Task CommitAsync(IHost host)
    {
        await using var work = await host.Services.GetRequiredService<IContentStore>().BeginAsync(Token);
        await work.CommitAsync(Token);
    }

    private static IHost Build(params (string Key, string Value)[] settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection([new("GutCms:DataDirectory", "data")]);
        builder.Configuration.AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create<string, string?>(setting.Key, setting.Value)));
        builder.Services.AddLogging();
        builder.Services.AddGutCmsStorage(builder.Configuration);
        return builder.Build();
    }
}
