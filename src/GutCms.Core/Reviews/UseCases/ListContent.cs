using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Core.Texts;

namespace GutCms.Core.Reviews.UseCases;

/// <summary>Lists content as far as the actor may see it, what was written last first. Reads only.</summary>
public sealed class ListContent(ReviewPorts ports, IContentLists lists)
{
    /// <summary>What is asked for; every condition that is given must hold.</summary>
    /// <param name="ContentType">Only this type; null: any. A type that does not exist has no items.</param>
    /// <param name="Status">Which version of each item.</param>
    /// <param name="Search">Words that title or text contain, see <see cref="ContentListQuery"/>, at most 200 characters; null: any.</param>
    /// <param name="After">Cursor of an earlier page; null: from the start.</param>
    /// <param name="First">Page size, 1 to 100.</param>
    public sealed record Request(string? ContentType = null, ContentListStatus Status = ContentListStatus.Published, string? Search = null, string? After = null, int First = 20);

    /// <summary>Reads.</summary>
    /// <exception cref="Paging.BadCursorException">The cursor is not one of this list's.</exception>
    public async Task<Outcome<ContentListPage>> ExecuteAsync(Actor actor, Request request, CancellationToken cancellationToken)
    {
        if (request.First is < 1 or > 100 || request.Search?.Length > 200)
        {
            return new Refusal(RefusalKind.Invalid, Sentence.Of("Refused.PageAndSearch"));
        }

        List<string> types;
        await using (var work = await ports.Store.ReadAsync(cancellationToken))
        {
            types = [.. (await work.GetDefinitionsAsync(cancellationToken)).Types.Select(type => type.Name).Where(type => request.ContentType is null || type == request.ContentType)];
        }

        var published = request.Status == ContentListStatus.Published;
        var all = types.Where(type => Authorization.MaySee(actor, type, null, published)).ToList();
        var own = actor.UserId.Length == 0 ? [] : types.Where(type => !all.Contains(type) && Authorization.MaySee(actor, type, actor.UserId, published)).ToList();
        return await lists.ListAsync(new(request.Status, all, own, actor.UserId, request.Search, request.After, request.First), cancellationToken);
    }
}
