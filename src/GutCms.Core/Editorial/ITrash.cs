namespace GutCms.Core.Editorial;

/// <summary>An item in the trash: it was deleted, and can be brought back.</summary>
/// <param name="ContentItemId">The item.</param>
/// <param name="ContentType">Its type.</param>
/// <param name="Title">Title of its last version; null when it has none.</param>
/// <param name="Author">Who wrote its last version.</param>
/// <param name="Owner">User id of the owner.</param>
/// <param name="ModifiedUtc">When that was written, UTC; null when unknown.</param>
public sealed record TrashedItem(string ContentItemId, string ContentType, string? Title, string? Author, string? Owner, DateTime? ModifiedUtc);

/// <summary>Reads the trash from the host's database.</summary>
public interface ITrash
{
    /// <summary>Kind of the documents that say which deleted items are gone for good, named by the item.</summary>
    const string GoneKind = "trash-gone";

    /// <summary>Deleted items of these types that are not gone for good, the last written first.</summary>
    /// <param name="contentTypes">Types of which all may be seen.</param>
    /// <param name="ownTypes">Further types of which those of the owner may be seen.</param>
    /// <param name="owner">User id of the owner.</param>
    /// <param name="most">How many at most, 1 to 1000.</param>
    /// <param name="cancellationToken">Cancels.</param>
    Task<IReadOnlyList<TrashedItem>> ListAsync(IReadOnlyList<string> contentTypes, IReadOnlyList<string> ownTypes, string owner, int most, CancellationToken cancellationToken);
}
