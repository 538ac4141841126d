using System.Globalization;

namespace GutCms.Web.Pages.Admin.Reviewing;

/// <summary>The beginning of a text, for links to it.</summary>
internal static class Excerpt
{
    private const int Most = 90;

    /// <summary>At most about 90 characters, cut between characters, with an ellipsis where something is left out.</summary>
    public static string Of(string text)
    {
        var whole = new StringInfo(text);
        return whole.LengthInTextElements <= Most ? text : whole.SubstringByTextElements(0, Most).TrimEnd() + "…";
    }
}
