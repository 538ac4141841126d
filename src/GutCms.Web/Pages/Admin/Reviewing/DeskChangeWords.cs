using GutCms.Core.Diff.Marking;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Admin.Reviewing;

/// <summary>The words of marks, in the language of the visitor.</summary>
internal static class DeskChangeWords
{
    /// <summary>From the texts of the desk.</summary>
    public static ChangeWords Of(IStringLocalizer<DeskText> desk) =>
        new(desk["Change.Added"], desk["Change.Removed"], tags => desk["Change.Markup", tags], caution => desk["Caution." + caution]);
}
