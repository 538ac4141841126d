using GutCms.Web.Cli.Outcomes;
using GutCms.Web.Features.Setup;
using GutCms.Web.Storage;
using GutCms.Web.Storage.Backup;
using Microsoft.Data.Sqlite;

namespace GutCms.Web.Cli;

/// <summary>
/// The site, for verbs that write nothing: itself where it is set up, and otherwise one in a folder of its own that is removed again. That one is set up anew where there is no site yet, and is a
/// copy, brought up to date, where its tables are of an earlier version.
/// </summary>
internal sealed class SiteToLookAt : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly AsyncServiceScope _scope;
    private readonly string? _folder;

    private SiteToLookAt(WebApplication app, string? folder) => (_app, _scope, _folder) = (app, app.Services.CreateAsyncScope(), folder);

    /// <summary>Its services.</summary>
    public IServiceProvider Services => _scope.ServiceProvider;

    /// <summary>Opens it.</summary>
    /// <exception cref="CommandFailedException">It is on a database server and is not set up there, or not by this version.</exception>
    public static async Task<SiteToLookAt> OpenAsync(Site site, CancellationToken cancellation)
    {
        var opened = new SiteToLookAt(site.Build(), folder: null);
        string file;
        try
        {
            var database = opened.Services.GetRequiredService<DatabaseMigrator>();
            if (await database.IsUpToDateAsync(cancellation) && !await database.IsEmptyAsync(cancellation))
            {
                return opened;
            }

            file = database.FilePath ?? throw new CommandFailedException(
                $"{database.Description} cannot be read, is not set up or is of another version. Start the site once, which brings it up to date; this verb writes nothing.");
        }
        catch
        {
            await opened.DisposeAsync();
            throw;
        }

        await opened.DisposeAsync();
        return await MakeAsync(site, file, cancellation);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _scope.DisposeAsync();
        await _app.DisposeAsync();
        if (_folder is not null && Directory.Exists(_folder))
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(_folder, recursive: true);
        }
    }

    private static async Task<SiteToLookAt> MakeAsync(Site site, string file, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("gutcms-look-").FullName;
        var made = new SiteToLookAt(site.Build([new("GutCms:DataDirectory", folder)]), folder);
        try
        {
            if (File.Exists(file))
            {
                SqliteBackup.Copy(file, made.Services.GetRequiredService<DatabaseMigrator>().FilePath!);
            }

            await made.Services.GetRequiredService<PrepareSite>().WithoutAccountsAsync(cancellation);
            return made;
        }
        catch
        {
            await made.DisposeAsync();
            throw;
        }
    }
}
