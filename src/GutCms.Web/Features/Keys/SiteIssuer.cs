using GutCms.Web.Features.Setup;
using Microsoft.Extensions.Options;

namespace GutCms.Web.Features.Keys;

/// <summary>In whose name the site signs, and whether it may sign certificates at all.</summary>
internal sealed class SiteIssuer(SiteAddress address, IOptions<KeyOptions> keys)
{
    /// <summary>The public address, without a slash at the end; while there is none, the one where the site listens. What is signed in it needs <see cref="Obstacle"/> to be null, or names no site to readers.</summary>
    public string Name => address.Public ?? address.Base;

    /// <summary>The site is a trial: what it signs holds on this machine only, and says so.</summary>
    public bool IsTrial => address.Exposure == SiteExposure.Trial;

    /// <summary>The keys in the database are not encrypted.</summary>
    public bool KeysAreOpen => string.IsNullOrEmpty(keys.Value.Certificate);

    /// <summary>Why the site signs no certificates, and what to do; null: nothing speaks against it.</summary>
    public string? Obstacle => (IsTrial, address.Public) switch
    {
        (true, null) => "The address of the site is not known yet, so it signs no certificates: start it once, or set GutCms:PublicUrl.",
        (false, null) => "Others can reach this site and it has no public address, so it signs no certificates: set GutCms:PublicUrl.",
        (false, _) when KeysAreOpen && !keys.Value.AllowUnencrypted =>
            "Others can reach this site and its keys are not encrypted, so it signs no certificates: name a certificate in GutCms:Keys:Certificate, or set GutCms:Keys:AllowUnencrypted to true.",
        _ => null,
    };
}
