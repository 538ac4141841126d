using System.Text.Json;
using System.Text.Json.Nodes;
using GutCms.Api.Http;
using GutCms.Core.Documents.Model;
using GutCms.Core.Reviews.Views;

namespace GutCms.Api.Content;

/// <summary>What a document became.</summary>
/// <param name="Format">Form of the file: <c>word</c>, <c>html</c>, <c>markdown</c>, <c>jats</c>, <c>wordPress</c>.</param>
/// <param name="Saved">The drafts are saved; false after a dry run.</param>
/// <param name="Drafts">The drafts in the order of the file; never empty.</param>
/// <param name="LeftOut">What of the file is in none of them.</param>
public sealed record ImportResponse([property: ClosedSet(typeof(SourceFormat))] string Format, bool Saved, IReadOnlyList<ImportedDraft> Drafts, IReadOnlyList<LeftOutOfDraft> LeftOut)
{
    /// <summary>The answer.</summary>
    /// <param name="document">What was understood.</param>
    /// <param name="saved">What was saved of it, in the same order; null: nothing.</param>
    public static ImportResponse Of(UnderstoodDocument document, IReadOnlyList<SavedContent>? saved) => new(
        JsonNamingPolicy.CamelCase.ConvertName(document.Format.ToString()),
        saved is not null,
        [.. document.Drafts.Select((draft, index) => new ImportedDraft(
            draft.Title,
            saved?[index].Item.ContentItemId,
            saved?[index].Item.ContentItemVersionId,
            saved?[index].Tag,
            saved is null ? draft.Item : null,
            [.. draft.Losses.Select(LeftOutOfDraft.Of)],
            [.. draft.Notes.Select(note => new NoteOnDraft(note.Name, note.About, note.Sentence.ToCurrent()))]))],
        [.. document.Losses.Select(LeftOutOfDraft.Of)]);
}

/// <summary>A draft that was made of a document.</summary>
/// <param name="Title">Its title.</param>
/// <param name="ContentItemId">The item; null after a dry run.</param>
/// <param name="VersionId">Its version; null after a dry run.</param>
/// <param name="ETag">What `If-Match` takes, without quotation marks; null after a dry run.</param>
/// <param name="Item">After a dry run: the item in Orchard Core's form, as it would be saved.</param>
/// <param name="LeftOut">What of the document it does not have, in the order of the document.</param>
/// <param name="Notes">What somebody should look at.</param>
public sealed record ImportedDraft(
    string Title, string? ContentItemId, string? VersionId, string? ETag, JsonObject? Item, IReadOnlyList<LeftOutOfDraft> LeftOut, IReadOnlyList<NoteOnDraft> Notes);

/// <summary>Something that a draft does not have.</summary>
/// <param name="Kind">What it is: `picture`, `deleted`, `comment` …, or the name of an element of HTML.</param>
/// <param name="Text">Its words or its name, at most 100 characters; may be empty.</param>
/// <param name="Below">The heading below which it stood; may be empty.</param>
/// <param name="Message">What and why, for people.</param>
public sealed record LeftOutOfDraft(string Kind, string Text, string Below, string Message)
{
    internal static LeftOutOfDraft Of(DocumentLoss loss) => new(loss.Kind, loss.Text, loss.Place, loss.Sentence.ToCurrent());
}

/// <summary>Something in a draft that the document does not say in so many words.</summary>
/// <param name="Name">`TitleFromName`, `TitleFromProperties`, `HeadingAdded`, `HeadingTwice`, `NotesMoved`, `DisclaimerTaken`, `DisclaimerMissing`.</param>
/// <param name="About">What it is about; may be empty.</param>
/// <param name="Message">It for people.</param>
public sealed record NoteOnDraft(string Name, string About, string Message);
