using GutCms.Api.Settings;
using GutCms.Core.Delivery;
using GutCms.Core.Storage;
using GutCms.Web.Storage.Databases;
using GutCms.Web.Storage.Delivery;
using GutCms.Web.Storage.Limits;
using GutCms.Web.Storage.Model;
using GutCms.Web.Storage.Runs;
using GutCms.Web.Storage.UnitOfWork;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace GutCms.Web.Storage;

/// <summary>Registers the database and what reads and writes it.</summary>
public static class StorageServices
{
    private const string ConnectionName = "GutCms";
    private const string FileName = "gutcms.db";

    /// <summary>
    /// Registers <see cref="IContentStore"/>, <see cref="IDeliveryReader"/>, <see cref="DatabaseMigrator"/> and, per scope, <see cref="GutCmsDbContext"/>.
    /// The connection string <c>GutCms</c> names a PostgreSQL database; without it the database is the file <c>gutcms.db</c> in <c>GutCms:DataDirectory</c>.
    /// </summary>
    public static IServiceCollection AddGutCmsStorage(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddCheckedOptions<StorageOptions>("GutCms");
        services.AddCheckedOptions<DeliveryCacheOptions>("GutCms:Delivery");
        services.AddCheckedOptions<DeliveryChangesOptions>("GutCms:Delivery");
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => new DeliveryCache(provider.GetRequiredService<IOptions<DeliveryCacheOptions>>().Value));
        services.AddSingleton<IContentStore, EfContentStore>();
        services.AddSingleton<StaleDocuments>();
        services.AddSingleton<IDeliveryReader, DeliveryReader>();
        services.AddSingleton<ItemList>();
        services.AddSingleton<IItemLists>(provider => provider.GetRequiredService<ItemList>());
        services.AddSingleton<IPreviewedLists, PreviewedLists>();
        services.AddSingleton<IDeliveryChanges, ChangeReader>();
        services.AddSingleton<WithdrawnChanges>();
        services.AddSingleton<RecipeRunTable>();
        services.AddSingleton(provider => new DatabaseMigrator(provider.GetRequiredService<Database>()));
        services.AddScoped(provider => provider.GetRequiredService<Database>().CreateContext());
        if (configuration.GetConnectionString(ConnectionName) is { Length: > 0 } connectionString)
        {
            services.AddPostgreSql(connectionString);
            ReadModelAhead(new PostgreSqlDesignTimeContext());
        }
        else
        {
            services.AddSqlite();
            ReadModelAhead(new SqliteDesignTimeContext());
        }

        return services;
    }

    /// <summary>Has EF build its model while the rest of the site is put together: a quarter of a start, which is kept for all contexts of a kind. Should it fail, so does the first who needs it.</summary>
    private static void ReadModelAhead<TContext>(IDesignTimeDbContextFactory<TContext> contexts)
        where TContext : GutCmsDbContext => Task.Run(() =>
        {
            using var context = contexts.CreateDbContext([]);
            return context.Model;
        });

    private static void AddSqlite(this IServiceCollection services)
    {
        services.AddSingleton(provider =>
        {
            var options = provider.GetRequiredService<IOptions<StorageOptions>>().Value;
            var root = provider.GetService<IHostEnvironment>()?.ContentRootPath ?? Directory.GetCurrentDirectory();
            return new SqliteDatabase(Path.Combine(Path.GetFullPath(options.DataDirectory, root), FileName), options.BusyTimeoutSeconds);
        });
        services.AddSingleton<Database>(provider => provider.GetRequiredService<SqliteDatabase>());
        services.AddSingleton<IDeliveryFreshness, SqliteFreshness>();
        services.AddSingleton<ISharedLimits, OwnLimits>();
    }

    private static void AddPostgreSql(this IServiceCollection services, string connectionString)
    {
        services.AddSingleton(provider =>
        {
            var options = provider.GetRequiredService<IOptions<StorageOptions>>().Value;
            return new PostgreSqlDatabase(connectionString, options.BusyTimeoutSeconds, options.IdleWriterSeconds);
        });
        services.AddSingleton<Database>(provider => provider.GetRequiredService<PostgreSqlDatabase>());
        services.AddSingleton<ISharedLimits, PostgreSqlLimits>();
        services.AddSingleton<PostgreSqlFreshness>();
        services.AddSingleton<IDeliveryFreshness>(provider => provider.GetRequiredService<PostgreSqlFreshness>());
        services.AddHostedService(provider => provider.GetRequiredService<PostgreSqlFreshness>());
    }
}
