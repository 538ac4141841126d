using GutCms.Core.Content.Items;
using GutCms.Core.Storage;

namespace GutCms.Core.Delivery;

/// <summary>Writes delivery documents: those of the items that changed, then those of every item that shows something of them.</summary>
/// <remarks>
/// Loading and writing use the unit of work one after the other; building and compressing the batch in between runs on all cores meanwhile. What would be
/// written as it stands on file is not written. After a change of the program, of definitions or of the site's language, or when somebody asked for it, every byte is written
/// all the same, which heals what was changed past the program. Last-Modified stays where the bytes do. The text of each document that is written is kept, so that the document can be made again as it was granted.
/// </remarks>
public sealed class DeliveryRefresh(IDeliveredReviews reviews, TimeProvider time) : IDeliveryRefresh
{
    // Some ten megabytes of documents under way at a time.
    private const int BatchSize = 256;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ContentItem>> RefreshAsync(
        IUnitOfWork work, IReadOnlyCollection<string> changedItemIds, ProjectedTexts? texts, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);
        ArgumentNullException.ThrowIfNull(changedItemIds);
        var definitions = texts?.Definitions ?? await work.GetDefinitionsAsync(cancellationToken);
        var language = texts?.SiteLanguage ?? await SiteLanguage.OfAsync(work, cancellationToken);
        var changed = new HashSet<string>(changedItemIds, StringComparer.Ordinal);

        // Where every document is looked at, none is believed to be what its stamp says: bytes that were forged under it are healed by the way.
        var anew = await DeliveryFormat.HasChangedAsync(work, definitions, language, cancellationToken);
        if (anew)
        {
            await foreach (var id in work.ListPublishedIdsAsync(cancellationToken))
            {
                changed.Add(id);
            }
        }

        var loader = new DeliveryLoader(work, reviews, definitions, language, texts);
        var dependants = new Dependants();
        var run = new Run(work, loader, NowUtc(), progress, anew);
        await run.WriteAsync(changed, dependants.Note, cancellationToken);
        await run.WriteAsync(await dependants.FindAsync(work, loader, changed, cancellationToken), null, cancellationToken);
        await run.WriteSeriesAsync(dependants.Series, cancellationToken);
        return run.Due;
    }

    /// <summary>The document that a source gives, not compressed.</summary>
    internal static DocumentDraft Draft(DocumentSource source) => source switch
    {
        ArticleSource article => ArticleDocument.Build(article),
        SeriesSource series => SeriesDocument.Build(series),
        ItemSource item => ItemDocument.Build(item),
        DisclaimerSource disclaimer => DisclaimerDocument.Build(disclaimer),
        _ => throw new InvalidOperationException($"There is no document of a {source.GetType().Name}."),
    };

    // Last-Modified has no finer unit than a second.
    private DateTime NowUtc()
    {
        var now = time.GetUtcNow().UtcDateTime;
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerSecond));
    }

    private sealed class Run(
        IUnitOfWork work, DeliveryLoader loader, DateTime nowUtc, IProgress<int>? progress, bool anew)
    {
        private readonly List<ContentItem> _due = [];
        private readonly HashSet<string> _series = new(StringComparer.Ordinal);
        private int _written;

        public IReadOnlyList<ContentItem> Due => _due;

        /// <summary>Writes all but series, which come last: they are made of what is on file about their articles by then.</summary>
        public async Task WriteAsync(IReadOnlyCollection<string> ids, Action<SourceBatch>? note, CancellationToken cancellationToken)
        {
            Task<Built>? building = null;
            foreach (var chunk in ids.Chunk(BatchSize))
            {
                var batch = await loader.LoadAsync(chunk, withArticles: false, cancellationToken);
                note?.Invoke(batch);
                _due.AddRange(batch.Due);
                _series.UnionWith(batch.Documents.OfType<SeriesSource>().Select(series => series.Item.ContentItemId));
                batch = batch with { Documents = [.. batch.Documents.Where(source => source is not SeriesSource)] };
                var next = Task.Run(() => Build(batch, cancellationToken), cancellationToken);
                await KeepAsync(building, cancellationToken);
                building = next;
            }

            await KeepAsync(building, cancellationToken);
        }

        /// <summary>Writes the series that have been left out so far, and others.</summary>
        public async Task WriteSeriesAsync(IEnumerable<string> ids, CancellationToken cancellationToken)
        {
            _series.UnionWith(ids);
            foreach (var chunk in _series.Chunk(BatchSize))
            {
                var batch = await loader.LoadAsync(chunk, cancellationToken);
                _due.AddRange(batch.Due);
                await KeepAsync(Task.Run(() => Build(batch, cancellationToken), cancellationToken), cancellationToken);
            }
        }

        private Built Build(SourceBatch batch, CancellationToken cancellationToken)
        {
            var records = batch.Documents.AsParallel().AsOrdered().WithCancellation(cancellationToken)
                .Select(BuildChanged).OfType<DeliveryRecord>().ToList();

            // An item that moves to another key gives up the old one first, so that another of the batch can take it.
            var moved = records.Select(record => record.Document)
                .Where(document => batch.Stamps.TryGetValue(document.ContentItemId, out var stamp) && stamp.Key != document.Key)
                .Select(document => document.ContentItemId).ToList();
            var left = batch.Gone.Concat(moved).Select(id => (Id: id, Stamp: batch.Stamps[id])).Where(left => FormerAddress.CanMove(left.Stamp.Kind))
                .Select(left => new FormerAddress(left.Stamp.Kind, left.Stamp.Key, left.Id, nowUtc));
            var written = records.Select(record => record.ContentHash).ToHashSet(StringComparer.Ordinal);
            var texts = batch.Documents.Select(source => source.Text).Where(text => !text.IsKept && written.Contains(text.ContentHash))
                .DistinctBy(text => text.ContentHash, StringComparer.Ordinal).ToDictionary(text => text.ContentHash, text => text.ToJson(), StringComparer.Ordinal);
            return new Built([.. batch.Gone, .. moved], records, texts, [.. left]);
        }

        private DeliveryRecord? BuildChanged(DocumentSource source)
        {
            var draft = Draft(source);
            var etag = DeliveryBytes.ETag(draft.Identity);
            return !anew && draft.IsOnFile(source.Stamp, etag) ? null : draft.ToRecord(source.Stamp, etag, nowUtc);
        }

        private async Task KeepAsync(Task<Built>? building, CancellationToken cancellationToken)
        {
            if (building is null)
            {
                return;
            }

            var built = await building;
            await work.KeepTextsAsync(built.Texts, cancellationToken);
            if (built.Removed.Count > 0)
            {
                await work.RemoveDeliveryAsync(built.Removed, cancellationToken);
            }

            // Readers who come by an address that was left are sent on to wherever its item is found by then.
            foreach (var former in built.Left)
            {
                await former.SaveAsync(work, cancellationToken);
            }

            if (built.Records.Count > 0)
            {
                await work.WriteDeliveryAsync(built.Records, cancellationToken);
                _written += built.Records.Count;
                progress?.Report(_written);
            }
        }
    }

    private sealed record Built(IReadOnlyCollection<string> Removed, IReadOnlyList<DeliveryRecord> Records, IReadOnlyDictionary<string, string> Texts, IReadOnlyList<FormerAddress> Left);
}
