using GutCms.Api.Http;
using GutCms.Core.Diff.Marking;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Security;
using GutCms.Web.Pages.Admin.Reviewing;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Admin.History;

/// <summary>What differs between two versions, as readers see them.</summary>
[AdminPermission(Permissions.PreviewContent, Permissions.AssignReview)]
[Dear(DearAttribute.Comparison)]
internal sealed class CompareModel(CompareVersions compare, ListVersions list, IStringLocalizer<AdminText> words, IStringLocalizer<DeskText> desk) : AdminPage(words)
{
    /// <summary>The item.</summary>
    [BindProperty(SupportsGet = true, Name = "id")]
    public string ItemId { get; set; } = "";

    /// <summary>The earlier version.</summary>
    public VersionSummary Earlier { get; private set; } = null!;

    /// <summary>The later version.</summary>
    public VersionSummary Later { get; private set; } = null!;

    /// <summary>The later text with marks.</summary>
    public MarkedText Marked { get; private set; } = null!;

    /// <summary>Language tag of the later text.</summary>
    public string Language { get; private set; } = "en";

    /// <summary>Shows it; the version with the lower number is the earlier one, whichever was named first.</summary>
    public async Task<IActionResult> OnGetAsync(string id, string? from, string? to, CancellationToken cancellationToken)
    {
        var versions = await list.FindAsync(Actor, id, [.. new[] { from, to }.OfType<string>()], cancellationToken);
        if (!versions.Succeeded
            || versions.Value.Versions.FirstOrDefault(version => version.VersionId == from) is not { } one
            || versions.Value.Versions.FirstOrDefault(version => version.VersionId == to) is not { } other)
        {
            return NotFound();
        }

        (Earlier, Later) = one.Number <= other.Number ? (one, other) : (other, one);
        var outcome = await compare.ExecuteAsync(Actor, new(id, Earlier.VersionId, Later.VersionId, IsOpened: true), cancellationToken);
        if (!outcome.Succeeded)
        {
            return NotFound();
        }

        Marked = new TextMarker(new ChangeMarks(DeskChangeWords.Of(desk))).Mark(outcome.Value.Later, outcome.Value.Diff, [], []);
        Language = (string?)outcome.Value.Later["language"] ?? Language;
        return Page();
    }
}
