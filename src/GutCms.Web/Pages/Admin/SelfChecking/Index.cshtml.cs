using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Security;
using GutCms.Core.Verification;
using GutCms.Web.Features.Verification;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Admin.SelfChecking;

/// <summary>What the site's check of itself found, how far it is, and a button to have it done now.</summary>
[AdminPermission(Permissions.ViewAuditTrail)]
internal sealed class IndexModel(GetSelfCheck get, FindTitles titles, RequestSelfCheck request, SelfCheckState state, TimeProvider time, IStringLocalizer<AdminText> words) : AdminPage(words)
{
    /// <summary>How far it is and what it found.</summary>
    public SelfCheckRecord Record { get; private set; } = SelfCheckRecord.None;

    /// <summary>What the items that it found something about are called, as far as the visitor may see them.</summary>
    public IReadOnlyDictionary<string, string> Titles { get; private set; } = new Dictionary<string, string>();

    /// <summary>A node checks at this moment.</summary>
    public bool IsUnderWay => Record.IsHeld(time.GetUtcNow().UtcDateTime);

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        var outcome = await get.ExecuteAsync(Actor, cancellationToken);
        if (!outcome.Succeeded)
        {
            return Refuse(outcome.Refusal);
        }

        Record = outcome.Value;
        Titles = await titles.ExecuteAsync(Actor, [.. Record.Findings.Select(finding => finding.ContentItemId).OfType<string>()], cancellationToken);
        return Page();
    }

    /// <summary>Asks for a check of everything.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var outcome = await request.ExecuteAsync(Actor, cancellationToken);
        if (!outcome.Succeeded)
        {
            return Refuse(outcome.Refusal);
        }

        state.Wake();
        return Done(Words["SelfCheck.Requested"], "/admin/self-check");
    }

    /// <summary>What to do about a fault: name of a text.</summary>
    public static string RemedyOf(SiteFinding finding) => finding switch
    {
        { IsWarning: true } => "SelfCheck.Do.Clock",
        { ConcernsLog: true } => "SelfCheck.Do.Log",
        { Fault: SiteFault.DocumentMissing or SiteFault.DocumentUnexpected or SiteFault.DocumentAltered or SiteFault.EncodingAltered or SiteFault.ETagAltered or SiteFault.ListingAltered } => "SelfCheck.Do.Document",
        { Fault: SiteFault.PictureMissing or SiteFault.PictureAltered } => "SelfCheck.Do.Picture",
        _ => "SelfCheck.Do.Record",
    };
}
