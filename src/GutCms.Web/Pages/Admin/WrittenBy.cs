using GutCms.Core.Security;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Admin;

/// <summary>Says who wrote a version.</summary>
internal static class WrittenBy
{
    /// <summary>Its authors; of one without any the recipe that brought it, or that it was saved without another text.</summary>
    public static string Of(IEnumerable<VersionAuthor> authors, string? origin, IStringLocalizer<DeskText> desk) =>
        authors.Select(author => author.UserName).ToList() is { Count: > 0 } names ? string.Join(", ", names) : origin ?? desk["Version.SameText"].Value;
}
