using System.Text.Json.Nodes;
using GutCms.Core.Content.Items;
using GutCms.Core.Editorial;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Core.Texts;

namespace GutCms.Core.WorkingCopies;

/// <summary>Keeps what somebody is writing, for whoever may edit the item. A copy that says what is saved already is removed. Not on record: it changes nothing that anybody else sees.</summary>
public sealed class KeepWorkingCopy(ReviewPorts ports, OpenEditor open, IWorkingCopies copies)
{
    /// <summary>Longest text of a copy, in characters of its JSON.</summary>
    public const int MaxLength = 4_000_000;

    /// <summary>Most copies of new items that a person keeps of a type; the oldest goes first.</summary>
    public const int MostNew = 20;

    /// <summary>Days after which a copy that nobody wrote on is removed, at the next writing of anybody.</summary>
    public const int Days = 60;

    /// <summary>What is asked for.</summary>
    /// <param name="ContentItemId">The item; null: it does not exist yet.</param>
    /// <param name="ContentType">Type of a new item.</param>
    /// <param name="CopyId">Id of the copy of a new item.</param>
    /// <param name="VersionId">Version that the form was made of; empty for a new item.</param>
    /// <param name="Tag">Tag of the item at that moment; empty likewise.</param>
    /// <param name="Mark">Mark of the copy that this one continues; empty: there was none.</param>
    /// <param name="Device">See <see cref="WorkingCopy"/>.</param>
    /// <param name="Read">Reads what was written, on the ground of the version that it began with and the definitions.</param>
    public sealed record Request(
        string? ContentItemId, string ContentType, string CopyId, string VersionId, string Tag, string Mark, string Device, Func<OpenEditor.Result, JsonObject> Read);

    /// <summary>What was kept.</summary>
    /// <param name="Mark">Its mark; empty: nothing differs from what is saved, and there is no copy any more.</param>
    /// <param name="SavedUtc">UTC.</param>
    public sealed record Result(string Mark, DateTime SavedUtc);

    /// <summary>Does it.</summary>
    /// <returns>A refusal of the kind Stale: another device has written since.</returns>
    public async Task<Outcome<Result>> ExecuteAsync(Actor actor, Request request, CancellationToken cancellationToken)
    {
        if (!actor.IsPerson)
        {
            return new Refusal(RefusalKind.Forbidden, Sentence.Of("Refused.CopyOfNobody"));
        }

        var opened = request.ContentItemId is { } id ? await open.ExecuteAsync(actor, id, null, cancellationToken) : await open.NewAsync(actor, request.ContentType, cancellationToken);
        if (!opened.Succeeded)
        {
            return opened.Refusal;
        }

        var ground = request.ContentItemId is { } known && request.VersionId.Length > 0 && request.VersionId != opened.Value.Review?.VersionId
            ? await open.ExecuteAsync(actor, known, request.VersionId, cancellationToken) : opened;
        if (!ground.Succeeded)
        {
            return ground.Refusal;
        }

        var json = request.Read(ground.Value);
        var text = JsonTexts.AreStorable(json) ? json.ToJsonString() : "";
        var copyId = request.ContentItemId ?? request.CopyId;
        if (text.Length is 0 or > MaxLength || !ContentIds.IsValid(copyId) || request.Tag.Length > 64 || (request.VersionId.Length > 0 && !ContentIds.IsValid(request.VersionId)))
        {
            return new Refusal(RefusalKind.Invalid, Sentence.Of("Refused.CopyUnreadable"));
        }

        var copy = new WorkingCopy(actor.UserId, copyId, opened.Value.Type.Name, request.ContentItemId is null, ContentIds.New(), text, request.VersionId, request.Tag, request.Device, Attempt.Now(ports));
        return await KeepAsync(copy, request.Mark, isSaved: JsonNode.DeepEquals(json, opened.Value.Json), cancellationToken);
    }

    private async Task<Outcome<Result>> KeepAsync(WorkingCopy copy, string mark, bool isSaved, CancellationToken cancellationToken)
    {
        await using var work = await ports.Store.BeginAsync(cancellationToken);
        if (await copies.FindAsync(work, copy.UserId, copy.CopyId, cancellationToken) is { } before && before.Mark != mark)
        {
            return new Refusal(RefusalKind.Stale, Sentence.Of("Refused.CopyElsewhere", before.Device)) { CurrentTag = before.Mark };
        }

        if (isSaved)
        {
            await copies.RemoveAsync(work, copy.UserId, copy.CopyId, cancellationToken);
        }
        else
        {
            await copies.SaveAsync(work, copy, cancellationToken);
            await TidyAsync(work, copy, cancellationToken);
        }

        await work.CommitAsync(cancellationToken);
        return new Result(isSaved ? "" : copy.Mark, copy.SavedUtc);
    }

    private async Task TidyAsync(IUnitOfWork work, WorkingCopy copy, CancellationToken cancellationToken)
    {
        await copies.RemoveOlderAsync(work, copy.SavedUtc.AddDays(-Days), cancellationToken);
        if (copy.IsNew)
        {
            foreach (var old in (await copies.ListNewAsync(work, copy.UserId, copy.ContentType, cancellationToken)).Skip(MostNew))
            {
                await copies.RemoveAsync(work, copy.UserId, old.CopyId, cancellationToken);
            }
        }
    }
}
