namespace GutCms.Core.Reviews.Model;

/// <summary>Which versions of an item somebody has opened last: one for each person and item, whatever often the person looks. It is the person's own and goes with the account.</summary>
/// <param name="UserId">Who looked.</param>
/// <param name="ContentItemId">The item.</param>
/// <param name="Number">Number of the newest version that was opened.</param>
/// <param name="EarlierNumber">Number of the one that was the newest before; null: it was the first.</param>
/// <param name="SeenUtc">When that version was opened first, UTC.</param>
public sealed record Look(string UserId, string ContentItemId, int Number, int? EarlierNumber, DateTime SeenUtc)
{
    /// <summary>The newest version that was opened before one; null: none is known.</summary>
    /// <param name="number">Number of the version.</param>
    public int? Before(int number) => Number < number ? Number : EarlierNumber < number ? EarlierNumber : null;
}
