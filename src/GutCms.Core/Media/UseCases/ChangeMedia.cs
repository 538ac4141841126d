using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Core.Texts;

namespace GutCms.Core.Media.UseCases;

/// <summary>Changes what is said about a picture. Its bytes stay, and so does every text that shows it: what a text says about a picture is the text's own. Crops for cards follow the point that has to be seen.</summary>
public sealed class ChangeMedia(ReviewPorts ports, IMediaLibrary library)
{
    /// <summary>What is to be said.</summary>
    /// <param name="Sha256">The picture.</param>
    /// <param name="Revision">Revision that the actor was looking at.</param>
    /// <param name="FileName">Name, 1 to 200 characters.</param>
    /// <param name="Alt">What it tells somebody who does not see it; null or empty: nothing yet.</param>
    /// <param name="IsDecorative">It tells nothing.</param>
    /// <param name="Caption">Words below it; null or empty: none.</param>
    /// <param name="Credit">Who made it; null or empty: nothing is said.</param>
    /// <param name="License">Under which terms it may be used; null or empty: nothing is said.</param>
    /// <param name="FocusX">What has to be seen, percent from the left.</param>
    /// <param name="FocusY">Likewise from the top.</param>
    public sealed record Request(string Sha256, int Revision, string? FileName, string? Alt, bool IsDecorative, string? Caption, string? Credit, string? License, int FocusX, int FocusY);

    /// <summary>Does it.</summary>
    public Task<Outcome<MediaFile>> ExecuteAsync(Actor actor, Request request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Attempt.RunAsync<MediaFile>(ports, actor, AuditActions.MediaChange, null, async attempt =>
        {
            if (!MediaRights.MayManage(actor))
            {
                return MediaRights.MayNotManage;
            }

            if (!MediaFile.IsId(request.Sha256) || await library.FindAsync(attempt.Work, request.Sha256, cancellationToken) is not { } before)
            {
                return MediaRights.NotFound;
            }

            if (before.Revision != request.Revision)
            {
                return new Refusal(RefusalKind.Stale, Sentence.Of("Refused.MediaStale")) { CurrentTag = before.Tag };
            }

            var wanted = before with
            {
                FileName = (request.FileName ?? "").Trim(),
                Alt = Given(request.Alt),
                IsDecorative = request.IsDecorative,
                Caption = Given(request.Caption),
                Credit = Given(request.Credit),
                License = Given(request.License),
                FocusX = request.FocusX,
                FocusY = request.FocusY,
            };
            List<ContentFault> faults = [.. FaultsOf(wanted)];
            if (faults.Count > 0)
            {
                return new Refusal(RefusalKind.Invalid, Sentence.Of("Refused.MediaTexts")) { Faults = [.. faults] };
            }

            var saved = (wanted with { Revision = before.Revision + 1 }).WithSearchText();
            await library.SaveAsync(attempt.Work, saved, cancellationToken);
            if ((before.FocusX, before.FocusY) != (saved.FocusX, saved.FocusY))
            {
                // Documents name the crops around the point, and others are not served any more.
                foreach (var use in (await library.FindUsesAsync(attempt.Work, saved.Sha256, cancellationToken)).Items)
                {
                    attempt.Changed(use.ContentItemId);
                }
            }

            await attempt.AuditAsync(AuditActions.MediaChange, null, null, null, Details(before, saved), cancellationToken);
            return saved;
        }, cancellationToken);
    }

    private static IEnumerable<ContentFault> FaultsOf(MediaFile file)
    {
        if (file.FileName.Length == 0)
        {
            yield return new("fileName", Sentence.Of("Media.NoName"));
        }

        if (file is { IsDecorative: true, Alt: not null })
        {
            yield return new("alt", Sentence.Of("Media.AltOrDecorative"));
        }

        foreach (var (name, text, most) in new[]
        {
            ("fileName", file.FileName, MediaFile.MostName), ("alt", file.Alt, MediaFile.MostText), ("caption", file.Caption, MediaFile.MostText),
            ("credit", file.Credit, MediaFile.MostNote), ("license", file.License, MediaFile.MostNote),
        })
        {
            if (text?.Length > most || text?.Any(char.IsControl) == true)
            {
                yield return new(name, Sentence.Of("Media.Line", most));
            }
        }

        foreach (var (name, percent) in new[] { ("focusX", file.FocusX), ("focusY", file.FocusY) })
        {
            if (percent is < 0 or > 100)
            {
                yield return new(name, Sentence.Of("Media.Percent"));
            }
        }
    }

    private static JsonObject Details(MediaFile before, MediaFile after)
    {
        (string Name, bool Differs)[] members =
        [
            ("fileName", before.FileName != after.FileName), ("alt", before.Alt != after.Alt || before.IsDecorative != after.IsDecorative), ("caption", before.Caption != after.Caption),
            ("credit", before.Credit != after.Credit), ("license", before.License != after.License), ("focus", before.FocusX != after.FocusX || before.FocusY != after.FocusY),
        ];
        return new() { ["sha256"] = after.Sha256, ["fileName"] = after.FileName, ["changed"] = new JsonArray([.. members.Where(member => member.Differs).Select(member => (JsonNode)member.Name)]) };
    }

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
