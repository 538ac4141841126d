using GutCms.Core.Media;
using GutCms.Core.Media.UseCases;
using GutCms.Web.Features.Hosting;
using GutCms.Web.Features.Media;
using GutCms.Web.Storage.Media;
using GutCms.Web.Tests.Storage;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Options;

namespace GutCms.Web.Tests.Media;

public sealed class MediaFolderOnSqliteTests() : MediaFolderTests(Provider.Sqlite);

public sealed class MediaFolderOnPostgresTests() : MediaFolderTests(Provider.PostgreSql);

/// <summary>Files of pictures, and the sweep of those that are nobody's.</summary>
public abstract class MediaFolderTests(Provider provider) : StorageTests(provider)
{
    private static readonly byte[] One = [1], Two = [1, 2], Other = [1, 3];

    private static readonly string Known = new('a', 64), Nobodys = new('b', 64), Fresh = new('c', 64);

    private readonly EfMediaLibrary _library = new();

    [Fact]
    public async Task A_file_with_other_bytes_is_replaced_and_one_with_the_same_stays()
    {
        using var place = new Place();
        var name = Known + ".png";
        await place.Folder.SaveAsync(name, Two, Token);
        var written = place.Age(name);
        await place.Folder.SaveAsync(name, Two, Token);
        Assert.Equal(written, File.GetLastWriteTimeUtc(place.PathOf(name)));

        await File.WriteAllBytesAsync(place.PathOf(name), Other, Token);
        await place.Folder.SaveAsync(name, Two, Token);
        Assert.Equal(Two, await File.ReadAllBytesAsync(place.PathOf(name), Token));
        Assert.Single(Directory.GetFiles(place.Folder.FullPath));
    }

    [Fact]
    public async Task The_sweep_leaves_what_the_library_knows_and_what_is_young()
    {
        using var place = new Place();
        await using (var work = await Storage.Store.BeginAsync(Token))
        {
            await _library.SaveAsync(work, FileOf(Known), Token);
            await work.CommitAsync(Token);
        }

        var sweep = new SweepMedia(Storage.Store, _library, place.Folder, TimeProvider.System);
        Assert.Equal(0, await sweep.ExecuteAsync(Token));

        foreach (var id in new[] { Known, Nobodys, Fresh })
        {
            await place.Folder.SaveAsync(id + ".png", One, Token);
            await place.Folder.SaveAsync(id + "/160.webp", One, Token);
        }

        var (unfinished, begun) = ($"{Known}/.{Guid.NewGuid():N}", $".{Guid.NewGuid():N}");
        foreach (var name in new[] { unfinished, begun, "readme.txt" })
        {
            await File.WriteAllBytesAsync(place.PathOf(name), One, Token);
        }

        foreach (var name in new[] { Known + ".png", Nobodys + ".png", unfinished, "readme.txt" })
        {
            place.Age(name);
        }

        Assert.Equal(1, await sweep.ExecuteAsync(Token));

        var left = Directory.GetFiles(place.Folder.FullPath, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(place.Folder.FullPath, path).Replace('\\', '/'));
        Assert.Equal(
            new[] { begun, $"{Known}.png", $"{Known}/160.webp", $"{Fresh}.png", $"{Fresh}/160.webp", "readme.txt" }.Order(StringComparer.Ordinal),
            left.Order(StringComparer.Ordinal));
        Assert.Equal(Known, Assert.Single(await KnownOfAsync()));
        Assert.Equal([$"{Known}.png", $"{Fresh}.png"], await place.Folder.ListStoredAsync(Token).ToListAsync(Token));
        await place.Folder.RemoveAsync(Nobodys, Token);
    }

    private async Task<IReadOnlySet<string>> KnownOfAsync()
    {
        await using var work = await Storage.Store.ReadAsync(Token);
        return await _library.FindKnownAsync(work, [Known, Nobodys, Fresh], Token);
    }

    private static MediaFile FileOf(string sha256) => new MediaFile
    {
        Sha256 = sha256,
        FileName = "gut.png",
        MediaType = "image/png",
        Bytes = 1,
        Width = 200,
        Height = 100,
        UploadedBy = "author",
        UploadedByName = "author",
        UploadedUtc = DateTime.UnixEpoch,
    }.WithSearchText();

    /// <summary>A data directory with a folder of pictures.</summary>
    private sealed class Place : IDisposable
    {
        private readonly string _root = Directory.CreateTempSubdirectory("gutcms_test_").FullName;

        public Place() => Folder = new(Options.Create(new MediaOptions()), new DataDirectory(Options.Create(new SiteOptions { DataDirectory = _root }), new Surroundings()));

        public MediaFolder Folder { get; }

        public string PathOf(string name) => Path.Combine(Folder.FullPath, name);

        /// <summary>Makes a file as old as a file may be.</summary>
        public DateTime Age(string name)
        {
            var written = DateTime.UnixEpoch.AddYears(50);
            File.SetLastWriteTimeUtc(PathOf(name), written);
            return written;
        }

        public void Dispose() => Directory.Delete(_root, recursive: true);
    }

    private sealed class Surroundings : IWebHostEnvironment
    {
        public string ApplicationName { get; set; } = "";

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();

        public string ContentRootPath { get; set; } = "/";

        public string EnvironmentName { get; set; } = "";

        public string WebRootPath { get; set; } = "";

        public IFileProvider WebRootFileProvider { get; set; } = new NullFileProvider();
    }
}
