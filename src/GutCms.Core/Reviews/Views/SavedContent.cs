using GutCms.Core.Content.Items;
using GutCms.Core.Reviews.Model;

namespace GutCms.Core.Reviews.Views;

/// <summary>What was saved.</summary>
/// <param name="Item">The version.</param>
/// <param name="ContentHash">Its content hash.</param>
/// <param name="State">Its state.</param>
/// <param name="Tag">Tag of what is there now.</param>
/// <param name="IsNew">The item is new.</param>
/// <param name="CarriedOn">The text is the same as before, and so is its presentation or the policy only records a change of it: decisions stand.</param>
public sealed record SavedContent(ContentItem Item, string ContentHash, ReviewState State, string Tag, bool IsNew, bool CarriedOn);
