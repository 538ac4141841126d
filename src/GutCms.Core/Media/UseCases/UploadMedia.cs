using System.Security.Cryptography;
using GutCms.Core.Audit;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Core.Texts;

namespace GutCms.Core.Media.UseCases;

/// <summary>Takes a picture into the library. One that is there already stays as it is, with what is said about it.</summary>
public sealed class UploadMedia(ReviewPorts ports, IMediaLibrary library, IMediaStore store, IPictures pictures, MediaLimits limits, MediaTurns turns)
{
    private const string Unnamed = "picture";

    /// <summary>What is sent.</summary>
    /// <param name="ReadAsync">Reads the file; null: it is larger than <see cref="MediaLimits.MostBytes"/>. Asked only of whoever may upload, and when it is his turn.</param>
    /// <param name="FileName">What it is called, for people; its kind is that of its bytes.</param>
    public sealed record Request(Func<CancellationToken, Task<byte[]?>> ReadAsync, string? FileName);

    /// <summary>What there is now.</summary>
    /// <param name="File">The picture.</param>
    /// <param name="IsNew">It was not there before.</param>
    public sealed record Result(MediaFile File, bool IsNew);

    /// <summary>Does it.</summary>
    /// <exception cref="MediaBusyException">Too many upload at once.</exception>
    public async Task<Outcome<Result>> ExecuteAsync(Actor actor, Request request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);

        // Before the transaction, for which everybody else who writes waits.
        var (picture, refusal) = MediaRights.MayManage(actor)
            ? await turns.Uploads.RunAsync(() => ReadAsync(request, cancellationToken), cancellationToken)
            : (null, MediaRights.MayNotManage);
        return await Attempt.RunAsync<Result>(ports, actor, AuditActions.MediaUpload, null, async attempt =>
        {
            if (picture is null)
            {
                return refusal!;
            }

            var sha256 = Convert.ToHexStringLower(SHA256.HashData(picture.Bytes));
            if (await library.FindAsync(attempt.Work, sha256, cancellationToken) is { } known)
            {
                // Its file may have been lost or damaged since.
                await store.SaveAsync(known.StoredName, picture.Bytes, cancellationToken);
                return new Result(known, IsNew: false);
            }

            var file = new MediaFile
            {
                Sha256 = sha256,
                FileName = NameOf(request.FileName),
                MediaType = picture.MediaType,
                Bytes = picture.Bytes.Length,
                Width = picture.Width,
                Height = picture.Height,
                UploadedBy = actor.UserId,
                UploadedByName = actor.UserName,
                UploadedUtc = attempt.NowUtc,
            }.WithSearchText();
            await store.SaveAsync(file.StoredName, picture.Bytes, cancellationToken);
            await library.SaveAsync(attempt.Work, file, cancellationToken);
            await attempt.AuditAsync(
                AuditActions.MediaUpload, null, null, null,
                new() { ["sha256"] = file.Sha256, ["fileName"] = file.FileName, ["mediaType"] = file.MediaType, ["bytes"] = file.Bytes, ["width"] = file.Width, ["height"] = file.Height }, cancellationToken);
            return new Result(file, IsNew: true);
        }, cancellationToken);
    }

    private async Task<(Picture? Picture, Refusal? Refusal)> ReadAsync(Request request, CancellationToken cancellationToken)
    {
        if (await request.ReadAsync(cancellationToken) is not { } bytes || bytes.Length > limits.MostBytes)
        {
            return (null, new(RefusalKind.TooLarge, Sentence.Of("Refused.MediaSize", limits.MostMegabytes)));
        }

        var (picture, fault) = await pictures.ReadAsync(bytes, cancellationToken);
        if (picture?.Bytes.Length > limits.MostBytes)
        {
            return (null, new(RefusalKind.Unprocessable, Sentence.Of("Refused.MediaGrows", limits.MostMegabytes)));
        }

        return (picture, fault switch
        {
            null => null,
            PictureFault.Kind => new(RefusalKind.Unsupported, Sentence.Of("Refused.MediaKind")),
            PictureFault.Moving => new(RefusalKind.Unprocessable, Sentence.Of("Refused.MediaMoves")),
            PictureFault.Pixels => new(RefusalKind.Unprocessable, Sentence.Of("Refused.MediaPixels", limits.MostMegapixels)),
            _ => new(RefusalKind.Unprocessable, Sentence.Of("Refused.MediaBroken")),
        });
    }

    /// <summary>Some browsers send a path.</summary>
    private static string NameOf(string? fileName)
    {
        var name = new string([.. (fileName ?? "").Split('/', '\\')[^1].Where(letter => !char.IsControl(letter) && !char.IsSurrogate(letter))]).Trim();
        return name.Length == 0 ? Unnamed : name.Length > MediaFile.MostName ? name[..MediaFile.MostName] : name;
    }
}
