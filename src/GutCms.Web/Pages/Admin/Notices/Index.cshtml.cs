using GutCms.Web.Features.Notices;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Admin.Notices;

/// <summary>What the visitor was told, newest first; what was read stays.</summary>
[AdminPermission]
internal sealed class IndexModel(OwnNotices own, IStringLocalizer<AdminText> words, IStringLocalizer<DeskText> desk) : AdminPage(words)
{
    /// <summary>The page.</summary>
    public OwnNotices.Page Shown { get; private set; } = new([], 0, null, null);

    /// <summary>Where the list goes on.</summary>
    public Pager Pager { get; private set; } = new(0, 0, null, null);

    /// <summary>Only what was not read.</summary>
    public bool UnreadOnly { get; private set; }

    /// <summary>How many are unread.</summary>
    public int Unread { get; private set; }

    /// <summary>Shows them.</summary>
    public async Task OnGetAsync(bool unread, string? after, CancellationToken cancellationToken)
    {
        Shown = await own.ListAsync(Actor, unread, after, cancellationToken);
        (UnreadOnly, Pager) = (unread, new(Shown.Total, Shown.Notices.Count, Shown.Next, after));
        Unread = await own.CountUnreadAsync(Actor, cancellationToken);
    }

    /// <summary>Marks one as read, or all that were there when the page was shown.</summary>
    public async Task<IActionResult> OnPostAsync([FromForm] string? id, [FromForm] long? upTo, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(id) && upTo is null)
        {
            return BadRequest();
        }

        await own.MarkAsync(Actor, string.IsNullOrEmpty(id) ? null : id, upTo, cancellationToken);
        return Done(desk["Notices.Marked"], "/admin/notices");
    }
}
