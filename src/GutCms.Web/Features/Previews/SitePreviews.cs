using GutCms.Core.Previews.Sites;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using Microsoft.Extensions.Options;

namespace GutCms.Web.Features.Previews;

/// <summary>Previews of an item on the pages of the site's own front end.</summary>
internal sealed class SitePreviews(CreateSitePreview create, ListSitePreviews list, RevokeSitePreview revoke, IOptionsMonitor<PreviewOptions> options)
{
    /// <summary>Makes one.</summary>
    public Task<Outcome<CreateSitePreview.Result>> CreateAsync(Actor actor, string contentItemId, int minutes, CancellationToken cancellationToken) =>
        create.ExecuteAsync(actor, new(PreviewScope.Item, contentItemId, null, minutes), cancellationToken);

    /// <summary>Those of an item that the actor may know of, newest first.</summary>
    public async Task<IEnumerable<SitePreview>> ListAsync(Actor actor, string contentItemId, CancellationToken cancellationToken) =>
        (await list.ExecuteAsync(actor, cancellationToken)).Where(preview => preview.Scope == PreviewScope.Item && preview.Target == contentItemId);

    /// <summary>Ends one.</summary>
    public Task<Outcome<SitePreview>> RevokeAsync(Actor actor, string previewId, CancellationToken cancellationToken) => revoke.ExecuteAsync(actor, previewId, cancellationToken);

    /// <summary>All that still show something and that the actor may know of, newest first.</summary>
    public Task<IReadOnlyList<ListSitePreviews.Named>> AliveAsync(Actor actor, CancellationToken cancellationToken) => list.AliveAsync(actor, cancellationToken);

    /// <summary>Origin of the page that shows previews, where the admin shows it in a frame; null: it does not.</summary>
    public string? FramedOrigin => options.CurrentValue.FramedOrigin;

    /// <summary>Where a preview is opened; null: no front end is known.</summary>
    public string? AddressOf(CreateSitePreview.Result made) => options.CurrentValue.AddressOf(made.Token, made.Path);
}
