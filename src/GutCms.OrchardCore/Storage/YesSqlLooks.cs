using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Ports;
using GutCms.Core.Storage;

namespace GutCms.OrchardCore.Storage;

/// <summary>Keeps which texts people have opened. Orchard Core saves a draft in its place, under the same version: so a version counts as seen only for as long as it has the text that was shown.</summary>
internal sealed class YesSqlLooks : ILooks
{
    // What was there when the page was read, by item: what somebody saves before the look is noted was not shown.
    private readonly Dictionary<string, Dictionary<int, string>> _shown = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public async Task<Look?> FindAsync(IUnitOfWork work, string userId, string contentItemId, CancellationToken cancellationToken)
    {
        var site = (YesSqlUnitOfWork)work;
        var texts = await TextsAsync(site, contentItemId);
        _shown.TryAdd(contentItemId, texts);
        if (await site.Records.FindAsync<KeptLook>(RecordKinds.Look, Key(userId, contentItemId)) is not { } kept)
        {
            return null;
        }

        var seen = kept.Texts.Where(text => texts.GetValueOrDefault(text.Number) == text.OwnHash).Select(text => text.Number).OrderDescending().ToList();
        return seen.Count == 0 ? null : new(userId, contentItemId, seen[0], seen.Count > 1 ? seen[1] : null, kept.SeenUtc);
    }

    /// <inheritdoc/>
    public async Task SaveAsync(IUnitOfWork work, Look look, CancellationToken cancellationToken)
    {
        var site = (YesSqlUnitOfWork)work;
        var texts = _shown.GetValueOrDefault(look.ContentItemId) ?? await TextsAsync(site, look.ContentItemId);
        int?[] numbers = [look.Number, look.EarlierNumber];
        SeenText[] seen = [.. numbers.OfType<int>().Where(texts.ContainsKey).Select(number => new SeenText(number, texts[number]))];
        await site.Records.SaveAsync(RecordKinds.Look, Key(look.UserId, look.ContentItemId), new KeptLook(seen, look.SeenUtc), group: look.UserId, tag: look.ContentItemId);
    }

    /// <summary>Hashes of the own texts of an item's versions, by number.</summary>
    private static async Task<Dictionary<int, string>> TextsAsync(YesSqlUnitOfWork site, string contentItemId)
    {
        var versions = await site.Content.ListVersionsAsync(contentItemId);
        var notes = await site.Records.FindAsync<VersionNote>(RecordKinds.Version, [.. versions.Select(version => version.VersionId)]);
        return versions.Where(version => notes.ContainsKey(version.VersionId)).ToDictionary(version => version.Number, version => notes[version.VersionId].OwnHash);
    }

    private static string Key(string userId, string contentItemId) => $"{userId} {contentItemId}";

    /// <summary>What a person has opened of an item.</summary>
    /// <param name="Texts">The newest, and the one before it.</param>
    /// <param name="SeenUtc">When the newest was opened first, UTC.</param>
    private sealed record KeptLook(SeenText[] Texts, DateTime SeenUtc);

    /// <summary>A text that was opened.</summary>
    /// <param name="Number">Number of its version.</param>
    /// <param name="OwnHash">Hash of the text.</param>
    private sealed record SeenText(int Number, string OwnHash);
}
