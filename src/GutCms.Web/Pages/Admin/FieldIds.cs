using System.Text;

namespace GutCms.Web.Pages.Admin;

/// <summary>Ids of form fields, made of their names, so that the list of faults at the top can lead to them.</summary>
internal static class FieldIds
{
    /// <summary>The id of a field; null for an empty name, which is no field's.</summary>
    /// <param name="name">The field's name, for example <c>$.Article.Subtitle.Text</c>.</param>
    public static string? Of(string name)
    {
        if (name.Length == 0)
        {
            return null;
        }

        var id = new StringBuilder("f-", name.Length + 2);
        foreach (var letter in name)
        {
            id.Append(char.IsAsciiLetterOrDigit(letter) ? letter : '-');
        }

        return id.ToString();
    }
}
