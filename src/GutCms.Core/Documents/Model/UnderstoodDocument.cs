using System.Text.Json.Nodes;

namespace GutCms.Core.Documents.Model;

/// <summary>What was understood of a file. Nothing of it is saved.</summary>
/// <param name="Format">Its form.</param>
/// <param name="Drafts">The drafts that it becomes: one, or of an export all of its articles in their order.</param>
/// <param name="Losses">What of the file is in none of them.</param>
public sealed record UnderstoodDocument(SourceFormat Format, IReadOnlyList<UnderstoodDraft> Drafts, IReadOnlyList<DocumentLoss> Losses);

/// <summary>An article as it would be saved.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Item">The content item in Orchard Core's form, without ids of its own and without a path.</param>
/// <param name="Losses">What of the document it does not have, in the order of the document.</param>
/// <param name="Notes">What somebody should look at.</param>
/// <param name="Original">The document, line by line.</param>
public sealed record UnderstoodDraft(string Title, JsonObject Item, IReadOnlyList<DocumentLoss> Losses, IReadOnlyList<DocumentNote> Notes, IReadOnlyList<OriginalLine> Original);
