using System.ComponentModel.DataAnnotations;

namespace GutCms.Web.Features.Webhooks;

/// <summary>Section <c>GutCms:Webhooks</c>: how receivers are told what changed in what readers get.</summary>
internal sealed class WebhookOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "GutCms:Webhooks";

    /// <summary>Receivers may be at addresses that only this network reaches: of this machine, of a private network, link-local.</summary>
    public bool AllowPrivateAddresses { get; set; }

    /// <summary>Seconds that a receiver has to answer, 1 to 60.</summary>
    [Range(1, 60)]
    public int TimeoutSeconds { get; set; } = 15;
}
