using GutCms.Core.Storage;

namespace GutCms.Web.Storage.Delivery;

/// <summary>Says which documents are not handed out, because the site found that they are not what was approved.</summary>
internal interface IDocumentHold
{
    /// <summary>Whether the document of an item is held back. Asked at every read.</summary>
    bool IsHeldBack(string contentItemId);

    /// <summary>Items whose documents are held back, for lists and searches. Whoever changes it clears the cache, in which totals are kept.</summary>
    IReadOnlyCollection<string> HeldBack { get; }

    /// <summary>What is wrong with a document in itself, one sentence; null: nothing. Asked when it was read from the database.</summary>
    string? FindDamage(DeliveredDocument document);
}
