using GutCms.Core.Delivery;
using GutCms.Core.Searching;
using GutCms.Core.Storage;
using YesSql;
using YesSql.Services;

namespace GutCms.OrchardCore.Storage;

/// <summary>Writes delivery documents through the session of a unit of work, and sees to it that nobody goes on reading the old ones from memory.</summary>
internal sealed class DeliveryStore(ISession session, DeliveryChanges changes, ChangeWriter writer)
{
    public async Task<IReadOnlyDictionary<string, DeliveryStamp>> FindStampsAsync(IReadOnlyCollection<string> contentItemIds) =>
        (await FindAsync(contentItemIds)).ToDictionary(
            entry => entry.ContentItemId,
            entry => new DeliveryStamp(entry.Kind, entry.Key, entry.ETag, entry.LastModifiedUtc, entry.Title, entry.SeriesId, entry.SeriesPosition, entry.PublishedUtc) { Translations = entry.Translations },
            StringComparer.Ordinal);

    public async Task WriteAsync(IReadOnlyList<DeliveryRecord> records)
    {
        await changes.NoteAsync();
        Delete(await FindAsync([.. records.Select(record => record.Document.ContentItemId)]));
        foreach (var record in records)
        {
            var document = record.Document;
            await session.SaveAsync(
                new GutCmsDelivery
                {
                    Kind = document.Kind,
                    Key = document.Key,
                    ContentItemId = document.ContentItemId,
                    Identity = document.Identity,
                    Gzip = document.Gzip,
                    Brotli = document.Brotli,
                    ETag = document.ETag,
                    LastModifiedUtc = document.LastModifiedUtc,
                    SurrogateKeys = document.SurrogateKeys,
                    Title = record.Title,
                    Summary = record.Summary,
                    SearchText = record.SearchText,
                    Lexemes = SearchEntry.Create(0, record.Title, record.SearchText, record.SeriesSlug, record.Language).Lexemes,
                    LexemeRules = SearchEntry.Rules,
                    SeriesId = record.SeriesId,
                    SeriesSlug = record.SeriesSlug,
                    SeriesPosition = record.SeriesPosition,
                    PublishedUtc = record.PublishedUtc,
                    Translations = record.Translations,
                    Language = record.Language,
                },
                collection: GutCmsDelivery.Collection);
        }

        await writer.DocumentsChangeAsync([.. records.Select(record => (record.Document.ContentItemId, record.Document.Kind, record.Document.Key, DeliveredVersion.Of(record)))]);
    }

    public async Task RemoveAsync(IReadOnlyCollection<string> contentItemIds)
    {
        var entries = await FindAsync(contentItemIds);
        if (entries.Count > 0)
        {
            await changes.NoteAsync();
            await writer.DocumentsGoAsync([.. entries.Select(entry => (entry.ContentItemId, entry.Kind, entry.Key))]);
            Delete(entries);
        }
    }

    private void Delete(IReadOnlyList<GutCmsDelivery> entries)
    {
        foreach (var entry in entries)
        {
            // Detached first, or the session keeps looking for what it has deleted: it tracks whatever it has written before.
            session.Detach(entry, GutCmsDelivery.Collection);
            session.Delete(entry, GutCmsDelivery.Collection);
        }
    }

    private async Task<List<GutCmsDelivery>> FindAsync(IReadOnlyCollection<string> contentItemIds)
    {
        var found = new List<GutCmsDelivery>();
        foreach (var chunk in contentItemIds.Distinct(StringComparer.Ordinal).Chunk(200))
        {
            found.AddRange(await session.Query<GutCmsDelivery, GutCmsDeliveryIndex>(index => index.ContentItemId.IsIn(chunk), collection: GutCmsDelivery.Collection).ListAsync());
        }

        return found;
    }
}
