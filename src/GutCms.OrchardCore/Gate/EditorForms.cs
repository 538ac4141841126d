using System.Globalization;
using System.Text.RegularExpressions;
using OrchardCore.ContentManagement;
using OrchardCore.ContentManagement.Display.ContentDisplay;
using OrchardCore.DisplayManagement.Handlers;

namespace GutCms.OrchardCore.Gate;

/// <summary>Says in Orchard Core's editor which values have no valid form, and what is too large: it saves nothing while its form has errors. Registered after the drivers that read the form.</summary>
internal sealed partial class EditorForms(BrokenForms broken) : IContentDisplayHandler
{
    /// <inheritdoc/>
    public Task BuildDisplayAsync(ContentItem contentItem, BuildDisplayContext context) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task BuildEditorAsync(ContentItem contentItem, BuildEditorContext context) => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task UpdateEditorAsync(ContentItem contentItem, UpdateEditorContext context)
    {
        foreach (var fault in await broken.FindAsync(contentItem))
        {
            context.Updater.ModelState.AddModelError("", fault.Path == "$" ? fault.Message : $"{Place(fault.Path)}: {fault.Message}");
        }
    }

    /// <summary><c>$.References.ContentItems[0].Reference.Doi.Text</c> as the editor shows it: <c>References 1, Doi</c>.</summary>
    internal static string Place(string path)
    {
        var names = path.Split('.')[1..];
        var steps = names.Length > 1 && names[^1] is "Text" or "Url" ? names[..^1] : names;
        var held = Held().Match(string.Join('.', steps));
        return held.Success
            ? $"{held.Groups["part"].Value} {(int.Parse(held.Groups["index"].Value, CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture)}, {steps[^1]}"
            : steps[^1];
    }

    [GeneratedRegex(@"(?<part>\w+)\.\w+\[(?<index>[0-9]+)\]\.\w+\.\w+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Held();
}
