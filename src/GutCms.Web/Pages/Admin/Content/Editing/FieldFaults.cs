using System.Collections.Immutable;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Content.Items;
using GutCms.Core.Reviews.Model;
using GutCms.Web.Texts;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Admin.Content.Editing;

/// <summary>At which fields of a form the faults of a text stand, and which rules no field of it is about.</summary>
internal sealed class FieldFaults(EditorItem editor, IStringLocalizer<AdminText> words)
{
    private readonly Dictionary<string, EditorField> _fields = editor.AllFields.GroupBy(each => each.JsonPath, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);

    /// <summary>The rules that no field of a form is about.</summary>
    public static ImmutableArray<UnmetRule> Beside(Refusal refusal)
    {
        var lacksDisclaimer = refusal.Faults.Any(fault => fault.Path.EndsWith($".{ItemMeaning.DisclaimerField}.ContentItemIds", StringComparison.Ordinal));
        return [.. refusal.UnmetRules.Where(rule => rule.Rule is not (Rules.ContentMustBeComplete or Rules.DecisionsMustStand) && !(rule.Rule == Rules.DisclaimerMustBePublished && lacksDisclaimer))];
    }

    /// <summary>A refusal whose faults are at fields.</summary>
    public Refusal Of(Refusal refusal) => refusal with { Faults = Of(refusal.Faults), UnmetRules = Beside(refusal) };

    /// <summary>Faults by the names of the fields that are shown; empty: at no field.</summary>
    public ImmutableArray<ContentFault> Of(ImmutableArray<ContentFault> faults) =>
        [.. faults.Select(fault => _fields.TryGetValue(AtPicture(fault.Path), out var field) ? AsCalled(fault, field) with { Path = field.Name } : fault with { Path = "" })];

    /// <summary>A picture and its words are one field.</summary>
    private static string AtPicture(string path)
    {
        const string Paths = "." + ItemMeaning.MediaPaths, Texts = "." + ItemMeaning.MediaTexts;
        return path.EndsWith(Texts, StringComparison.Ordinal) ? path[..^Texts.Length] + Paths
            : path.LastIndexOf(Paths + "[", StringComparison.Ordinal) is > 0 and var at && path.EndsWith(']') ? path[..at] + Paths
            : path;
    }

    /// <summary>A missing title by the name that its field has: that of a section is its heading.</summary>
    private ContentFault AsCalled(ContentFault fault, EditorField field) =>
        fault.IsMissing && field.Slot is { Part: "TitlePart", Member: "Title" } && field.Label != words["Editor.TitlePart"] ? fault with { Sentence = SiteSentence.Of("Editor.FieldRequired", field.Label) } : fault;
}
