using OrchardCore.ContentManagement;

namespace GutCms.OrchardCore.Reviews;

/// <summary>Marks a type whose items are reviewed, and is the place of the review in their editor. Holds nothing: decisions have a store of their own.</summary>
public sealed class ReviewPart : ContentPart;
