using GutCms.Core.Diff.Marking;
using GutCms.Core.Translating;
using GutCms.Web.Pages.Admin.Reviewing;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Admin.Content;

/// <summary>The languages of an item in its editor, and the text beside which it is translated.</summary>
/// <param name="ContentItemId">The item.</param>
/// <param name="All">What there is.</param>
/// <param name="Source">The source with what changed since the item was translated; null: it was not translated from one that may be seen.</param>
internal sealed record EditorLanguages(string ContentItemId, GetTranslations.Result All, Proof? Source)
{
    /// <summary>Makes it; what did not change since is shown without marks.</summary>
    public static EditorLanguages Of(string contentItemId, GetTranslations.Result all, IStringLocalizer<DeskText> desk)
    {
        var source = all.Source is { } text
            ? new Proof(new TextMarker(new ChangeMarks(DeskChangeWords.Of(desk))).Mark(text.Content, text.Changes.HasChanges ? text.Changes : null, [], []), text.Language, null, null)
            : null;
        return new(contentItemId, all, source);
    }
}
