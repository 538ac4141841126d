using GutCms.Api.Delivery;
using GutCms.Web.Features.Errors;
using GutCms.Web.Features.Security;
using Microsoft.Extensions.Options;

namespace GutCms.Web.Features.Hosting;

/// <summary>
/// Under which address the site is known, and whether others can reach it. The one place that decides it; what a request says in <c>Host</c> counts for nothing.
/// </summary>
/// <remarks>A command that does not listen goes by <c>GutCms:PublicUrl</c>, else by what the site wrote down when it last served.</remarks>
internal sealed class SiteAddress(
    IOptions<SiteOptions> options, IOptions<ProxyOptions> proxy, ListeningAddresses listening, LastServed lastServed, IHostEnvironment environment) : IPublicAddress
{
    /// <summary>Who can reach it.</summary>
    public SiteExposure Exposure =>
        listening.All.All(SiteExposures.IsLoopback)
        && options.Value.PublicUrl is null or { IsLoopback: true }
        && !proxy.Value.IsConfigured
        && (listening.AreReal || lastServed.Value?.Exposure is null or SiteExposure.Trial)
            ? SiteExposure.Trial
            : SiteExposure.Reachable;

    /// <summary>
    /// The address under which the site signs and is linked to, without a slash at the end: <c>GutCms:PublicUrl</c>; for a trial without it the address where it listens.
    /// Null when none is known: nobody has started the site yet, or others can reach it and it has no public address.
    /// </summary>
    public string? Public => Configured ?? (Exposure == SiteExposure.Trial ? (listening.AreReal ? Listening : lastServed.Value?.Address) : null);

    /// <inheritdoc/>
    /// <remarks>Never null: without a public address the one where it listens, so that nothing that a visitor sends gets into a link.</remarks>
    public string Base => Configured ?? Listening;

    /// <inheritdoc/>
    public ValueTask<string> FindAsync(HttpContext context) => ValueTask.FromResult(Base);

    /// <summary>Ends a start that would be reachable without a public address; in Development it goes on, and signs nothing.</summary>
    /// <exception cref="SiteCannotRunException">It may not start.</exception>
    public void Check()
    {
        // What is no address is the server's to refuse.
        if (listening.All.All(SiteExposures.IsAddress) && Exposure == SiteExposure.Reachable && Configured is null && !environment.IsDevelopment())
        {
            throw new SiteCannotRunException(
                $"Others can reach this site ({string.Join(", ", listening.All)}), and it has no public address: set GutCms:PublicUrl (GutCms__PublicUrl=https://...) to the one under which readers find it, or listen on loopback only.");
        }
    }

    /// <summary>Writes down where it serves, for commands that do not listen.</summary>
    public void Remember() => lastServed.Write(new(Listening, Exposure));

    // A loopback address is none under which others find the site.
    private string? Configured =>
        options.Value.PublicUrl is { } url && (!url.IsLoopback || (listening.All.All(SiteExposures.IsLoopback) && !proxy.Value.IsConfigured)) ? url.AbsoluteUri.TrimEnd('/') : null;

    private string Listening => ListeningAddresses.OnThisMachine(listening.All[0]);
}
