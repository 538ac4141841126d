using GutCms.Core.Texts;
using GutCms.Web.Features.Hosting;
using GutCms.Web.Texts;
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
    public Sentence? Obstacle => (IsTrial, address.Public) switch
    {
        (true, null) => SiteSentence.Of("Issuer.NotKnownYet"),
        (false, null) => SiteSentence.Of("Issuer.NoAddress"),
        (false, _) when KeysAreOpen && !keys.Value.AllowUnencrypted =>
            SiteSentence.Of("Issuer.NotEncrypted"),
        _ => null,
    };
}
