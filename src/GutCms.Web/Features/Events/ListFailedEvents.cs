using GutCms.Core.Content.Items;
using GutCms.Core.Events;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Web.Storage.Reviews;
using GutCms.Web.Texts;

namespace GutCms.Web.Features.Events;

/// <summary>Lists the events whose messages could not be delivered, those given up first. For whoever runs the site.</summary>
internal sealed class ListFailedEvents(OutboxQueue queue, IContentStore store)
{
    /// <summary>At most so many are listed.</summary>
    public const int Most = 200;

    /// <summary>An event and the item that it is about.</summary>
    /// <param name="Event">The event.</param>
    /// <param name="Title">The item's display text; null when it is about none, the item is gone, or the visitor may not see it.</param>
    public sealed record Row(WaitingEvent Event, string? Title);

    /// <summary>Lists them. Reads only.</summary>
    public async Task<Outcome<IReadOnlyList<Row>>> ExecuteAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (!Authorization.Allows(actor, Permissions.ManageSettings))
        {
            return Refusal.Forbidden(SiteSentence.Of("Events.MayNotSee"), Permissions.ManageSettings);
        }

        var events = await queue.ListFailedAsync(Most, cancellationToken);
        await using var work = await store.ReadAsync(cancellationToken);
        var items = await work.FindAsync([.. events.Select(row => row.Message.ContentItemId).Where(id => id.Length > 0).Distinct(StringComparer.Ordinal)], VersionSelector.Latest, cancellationToken);
        return events.Select(row => new Row(row, items.TryGetValue(row.Message.ContentItemId, out var found) ? TitleFor(actor, found.Item) : null)).ToList();
    }

    private static string? TitleFor(Actor actor, ContentItem item) =>
        Authorization.MaySee(actor, item.ContentType, item.Owner, item.Published) ? item.DisplayText : null;
}
