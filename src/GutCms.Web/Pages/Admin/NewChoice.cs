using GutCms.Core.Content.Items;
using GutCms.Core.Editorial;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Admin;

/// <summary>Something new that can be begun.</summary>
/// <param name="Name">What it is, for people.</param>
/// <param name="Description">What it is for; null when nothing is said.</param>
/// <param name="Path">Where it is begun, from the site's root.</param>
internal sealed record NewChoice(string Name, string? Description, string Path)
{
    /// <summary>The types that may be created, each followed by its templates, and a document.</summary>
    public static IReadOnlyList<NewChoice> Of(IReadOnlyCollection<ContentTypeChoice> types, IStringLocalizer<AdminText> words)
    {
        List<NewChoice> choices = [];
        foreach (var type in types.Where(type => type.MayCreate))
        {
            var path = "/admin/content/new/" + Uri.EscapeDataString(type.Name);
            choices.Add(new(type.DisplayName, type.Description, path));
            choices.AddRange(type.Templates.Select(template => new NewChoice($"{type.DisplayName}: {template.DisplayName}", template.Description, $"{path}?template={Uri.EscapeDataString(template.Name)}")));
        }

        if (types.Any(type => type.MayCreate && type.Name == ItemMeaning.Article))
        {
            choices.Add(new(words["Content.FromFile"], words["Content.FromFileHelp"], "/admin/content/from-file"));
        }

        return choices;
    }
}
