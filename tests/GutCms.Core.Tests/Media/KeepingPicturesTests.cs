using GutCms.Core.Media;
using GutCms.Core.Media.UseCases;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Storage;
using GutCms.Core.Tests.Reviews;
using GutCms.Core.Tests.Reviews.Memory;

namespace GutCms.Core.Tests.Media;

/// <summary>What is kept of pictures and shown of them, whatever happens meanwhile, and how much at once.</summary>
public sealed class KeepingPicturesTests : IDisposable
{
    private static readonly byte[] Sent = [1, 2, 3];

    private static readonly CropRatio?[] Ratios = [null, .. CropRatios.Usual.Present];

    private readonly MemorySite _site = new();
    private readonly MemoryMedia _media = new();
    private readonly MediaTurns _turns = new();
    private readonly KnownMedia _known;
    private readonly OpenMedia _open;

    public KeepingPicturesTests()
    {
        _known = new(_site.Store, _media, _site);
        _open = new(_site.Store, _media, _media, _media, _known, _turns);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _turns.Dispose();

    [Fact]
    public async Task Who_may_not_upload_is_refused_on_record_before_anything_is_read()
    {
        var isRead = false;
        Task<byte[]?> ReadAsync(CancellationToken _)
        {
            isRead = true;
            return Task.FromResult<byte[]?>(Sent);
        }

        var refused = await Upload().ExecuteAsync(_site.Reviewer, new(ReadAsync, "gut.png"), Token);
        Assert.Equal(RefusalKind.Forbidden, refused.Refusal?.Kind);
        Assert.False(isRead);
        Assert.Equal("media.upload.refused", _site.State.Audit[^1].Action);

        Assert.True((await Upload().ExecuteAsync(_site.Author, new(ReadAsync, "gut.png"), Token)).Succeeded);
        Assert.True(isRead);
        Assert.Equal("media.upload", _site.State.Audit[^1].Action);
    }

    [Fact]
    public async Task What_is_too_large_as_it_is_sent_or_as_it_would_be_kept_is_refused_on_record()
    {
        var sent = await Upload().ExecuteAsync(_site.Author, new(_ => Task.FromResult<byte[]?>(null), "gut.png"), Token);
        Assert.Equal(RefusalKind.TooLarge, sent.Refusal?.Kind);
        Assert.Equal("media.upload.refused", Assert.Single(_site.State.Audit).Action);

        _media.Encoded = _ => new byte[1_000_001];
        var grown = await UploadAsync();
        Assert.Equal(RefusalKind.Unprocessable, grown.Refusal?.Kind);
        Assert.Contains("1 MB", grown.Refusal?.Message, StringComparison.Ordinal);
        Assert.Equal(["media.upload.refused", "media.upload.refused"], _site.State.Audit.Select(entry => entry.Action));
        Assert.Empty(_media.Files);

        _media.Encoded = _ => new byte[1_000_000];
        Assert.True((await UploadAsync()).Succeeded);
    }

    [Fact]
    public async Task Bytes_that_the_library_does_not_know_are_not_shown()
    {
        var file = Deeds.Done(await UploadAsync()).File;
        Assert.NotNull(await _open.ExecuteAsync(file.Sha256, "original.png", Token));
        Assert.NotNull(await _open.ExecuteAsync(file.Sha256, "160.webp", Token));
        var asked = _media.Asked;
        Assert.NotNull(await _open.ExecuteAsync(file.Sha256, "original.png", Token));
        Assert.NotNull(await _open.ExecuteAsync(file.Sha256, "160.webp", Token));
        Assert.Equal(asked, _media.Asked);

        var nobodys = new string('0', 64);
        _media.Files[nobodys + ".png"] = _media.Files[nobodys + "/160.webp"] = Sent;
        Assert.Null(await _open.ExecuteAsync(nobodys, "original.png", Token));
        Assert.Null(await _open.ExecuteAsync(nobodys, "160.webp", Token));
    }

    [Fact]
    public async Task A_picture_that_another_node_deleted_is_not_believed_to_be_there_for_long()
    {
        var file = Deeds.Done(await UploadAsync()).File;
        Assert.NotNull(await _open.ExecuteAsync(file.Sha256, "original.png", Token));

        // Its files are still there, as after a fault.
        Assert.True(_media.Known.TryRemove(file.Sha256, out _));
        _site.NowUtc += KnownMedia.Believed;

        Assert.Null(await _open.ExecuteAsync(file.Sha256, "original.png", Token));
        _media.Known[file.Sha256] = file;
        Assert.NotNull(await _open.ExecuteAsync(file.Sha256, "original.png", Token));
    }

    [Fact]
    public async Task A_deleted_picture_is_gone_though_whoever_deleted_it_did_not_wait()
    {
        var file = Deeds.Done(await UploadAsync()).File;
        Assert.NotNull(await _open.ExecuteAsync(file.Sha256, "160.webp", Token));
        using var gone = new CancellationTokenSource();
        var signal = new GoneAfterCommit(gone);

        var deleted = await new DeleteMedia(_site.Ports with { Outbox = signal }, _media, _media, _known).ExecuteAsync(_site.Author, new(file.Sha256, file.Revision), gone.Token);

        Assert.True(deleted.Succeeded);
        Assert.True(gone.IsCancellationRequested);
        Assert.Empty(_media.Files);
        Assert.Null(await _open.ExecuteAsync(file.Sha256, "original.png", Token));
        Assert.Null(await _open.ExecuteAsync(file.Sha256, "160.webp", Token));
    }

    [Fact]
    public async Task A_variant_that_is_made_while_its_picture_is_deleted_does_not_stay()
    {
        var file = Deeds.Done(await UploadAsync()).File;
        _media.WhileMaking = async _ => Assert.True((await new DeleteMedia(_site.Ports, _media, _media, _known).ExecuteAsync(_site.Author, new(file.Sha256, file.Revision), Token)).Succeeded);

        Assert.Null(await _open.ExecuteAsync(file.Sha256, "160.webp", Token));

        Assert.Empty(_media.Files);
    }

    [Fact]
    public async Task Nothing_is_made_of_a_damaged_file_until_the_picture_is_uploaded_again()
    {
        var file = Deeds.Done(await UploadAsync()).File;
        foreach (var damaged in new byte[][] { [1, 2, 4], [1, 2] })
        {
            _media.Files[file.StoredName] = damaged;
            await Assert.ThrowsAsync<InvalidDataException>(() => _open.ExecuteAsync(file.Sha256, "160.webp", Token));
        }

        Assert.False(Deeds.Done(await UploadAsync()).IsNew);
        Assert.Equal(Sent, _media.Files[file.StoredName]);
        Assert.NotNull(await _open.ExecuteAsync(file.Sha256, "160.webp", Token));
    }

    [Fact]
    public async Task Crops_are_made_in_the_ratios_that_the_site_has_or_had_and_in_no_others()
    {
        var file = Deeds.Done(await UploadAsync()).File;
        Assert.NotNull(await OpenAsync("160-16x9-50-50.webp"));
        Assert.Null(await OpenAsync("160-2x1-50-50.webp"));

        Assert.True(await new SetCropRatios(_site.Store, new([new(2, 1), new(1, 1)])).ExecuteAsync(Token));

        Assert.NotNull(await OpenAsync("160-2x1-50-50.webp"));
        Assert.NotNull(await OpenAsync("320-1x1-50-50.webp"));
        Assert.NotNull(await OpenAsync("320-16x9-50-50.webp"));
        foreach (var other in new[] { "160-3x2-50-50.webp", "160-32x18-50-50.webp", "160-9x16-50-50.webp", "160-2x1-51-50.webp" })
        {
            Assert.Null(await OpenAsync(other));
        }

        Assert.Equal(5, _media.Files.Count);

        Task<OpenMedia.Result?> OpenAsync(string name) => _open.ExecuteAsync(file.Sha256, name, Token);
    }

    [Fact]
    public async Task What_a_site_is_configured_with_is_put_on_file_once_with_all_that_it_had()
    {
        Assert.False(await SetAsync(CropRatios.Usual.Present));
        Assert.True(await SetAsync([new(2, 1)]));
        Assert.False(await SetAsync([new(2, 1)]));
        Assert.True(await SetAsync([new(4, 3), new(1, 1)]));
        Assert.True(await SetAsync([]));

        var crops = await new GetCropRatios(_site.Store).ExecuteAsync(Token);
        Assert.Empty(crops.Present);
        Assert.Equal(["4x3", "1x1", "2x1", "16x9"], crops.Former.Select(ratio => ratio.Name));

        Task<bool> SetAsync(IReadOnlyList<CropRatio> wanted) => new SetCropRatios(_site.Store, new(wanted)).ExecuteAsync(Token);
    }

    [Fact]
    public async Task Who_comes_when_too_many_wait_for_variants_is_sent_away_and_uploads_go_on()
    {
        var file = Deeds.Done(await UploadAsync()).File;
        var hold = new TaskCompletionSource();
        _media.WhileMaking = _ => hold.Task;
        var names = MediaFormats.All.SelectMany(mediaType => Ratios.SelectMany(ratio => MediaAddresses.Variants(file, mediaType, ratio))).Select(variant => variant.Name).ToList();
        Assert.True(names.Count > MediaTurns.VariantsAtOnce + MediaTurns.MostWaiting);

        // Which of them are sent away is for the machine to decide; how many is not.
        var asked = names.ConvertAll(name => _open.ExecuteAsync(file.Sha256, name, Token));
        var most = MediaTurns.VariantsAtOnce + MediaTurns.MostWaiting;
        for (var away = 0; away < names.Count - most; away++)
        {
            var first = await Task.WhenAny(asked);
            await Assert.ThrowsAsync<MediaBusyException>(() => first);
            asked.Remove(first);
        }

        Assert.Equal(most, asked.Count);
        Assert.All(asked, task => Assert.False(task.IsCompleted));
        _media.Encoded = _ => [4, 5, 6];
        Assert.True((await UploadAsync()).Succeeded);
        hold.SetResult();
        Assert.All(await Task.WhenAll(asked), result => Assert.NotNull(result));
    }

    [Fact]
    public async Task A_variant_is_made_once_for_all_who_ask_and_given_up_when_all_have_gone()
    {
        var file = Deeds.Done(await UploadAsync()).File;
        var (hold, begun, times) = (new TaskCompletionSource(), new TaskCompletionSource(), 0);
        _media.WhileMaking = async stop =>
        {
            times++;
            begun.TrySetResult();
            await hold.Task.WaitAsync(stop);
        };
        using var impatient = new CancellationTokenSource();
        var (left, stays) = (_open.ExecuteAsync(file.Sha256, "160.webp", impatient.Token), _open.ExecuteAsync(file.Sha256, "160.webp", Token));
        await begun.Task;
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        hold.SetResult();
        Assert.NotNull(await stays);
        Assert.Equal(1, times);

        var stopped = new TaskCompletionSource();
        begun = new();
        _media.WhileMaking = async stop =>
        {
            begun.TrySetResult();
            try
            {
                await Task.Delay(Timeout.Infinite, stop);
            }
            finally
            {
                stopped.SetResult();
            }
        };
        using var alone = new CancellationTokenSource();
        var given = _open.ExecuteAsync(file.Sha256, "320.webp", alone.Token);
        await begun.Task;
        await alone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);
        await stopped.Task;
        Assert.DoesNotContain($"{file.Sha256}/320.webp", _media.Files.Keys);
    }

    [Fact]
    public async Task The_sweep_removes_what_the_library_does_not_know_and_nothing_else()
    {
        var file = Deeds.Done(await UploadAsync()).File;
        Assert.NotNull(await _open.ExecuteAsync(file.Sha256, "160.webp", Token));
        var nobodys = new string('0', 64);
        _media.Files[nobodys + ".png"] = _media.Files[nobodys + "/160.webp"] = Sent;
        _media.Unfinished.Add("unfinished");

        Assert.Equal(1, await new SweepMedia(_site.Store, _media, _media, _site).ExecuteAsync(Token));

        Assert.Equal([file.StoredName, $"{file.Sha256}/160.webp"], _media.Files.Keys.Order(StringComparer.Ordinal));
        Assert.Empty(_media.Unfinished);
        Assert.Equal(0, await new SweepMedia(_site.Store, _media, _media, _site).ExecuteAsync(Token));
    }

    private UploadMedia Upload() => new(_site.Ports, _media, _media, _media, new(1_000_000, 40_000_000), _turns);

    private Task<Outcome<UploadMedia.Result>> UploadAsync() => Upload().ExecuteAsync(_site.Author, new(_ => Task.FromResult<byte[]?>(Sent), "gut.png"), Token);

    /// <summary>Whoever waited for the answer goes as soon as it is kept that the picture is gone.</summary>
    private sealed class GoneAfterCommit(CancellationTokenSource gone) : IOutboxSignal
    {
        public void Wake() => gone.Cancel();
    }
}
