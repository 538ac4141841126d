using GutCms.Core.Content.Checking;
using GutCms.Core.Delivery;
using GutCms.Core.Reviews.Certifying;
using GutCms.Core.Reviews.Ports;
using GutCms.Core.Reviews.Standing;
using GutCms.Core.Storage;

namespace GutCms.Core.Reviews.Acting;

/// <summary>What every use case of editorial work needs from its host.</summary>
/// <param name="Store">Opens units of work.</param>
/// <param name="Reviewers">Who could decide.</param>
/// <param name="Signatures">Proves anew who the actor is.</param>
/// <param name="Certificates">Signs review certificates.</param>
/// <param name="Delivery">Re-writes what is delivered.</param>
/// <param name="Outbox">Wakes whoever tells events.</param>
/// <param name="Time">The clock.</param>
public sealed record ReviewPorts(
    IContentStore Store,
    IReviewerDirectory Reviewers,
    ISignatureVerifier Signatures,
    ICertificateIssuer Certificates,
    IDeliveryRefresh Delivery,
    IOutboxSignal Outbox,
    TimeProvider Time)
{
    /// <summary>Lets nobody weaken the review alone; null: the host has no such rule of its own.</summary>
    public IReviewKeeper? Keeper { get; init; }

    /// <summary>How large an item may be.</summary>
    public ContentLimits Limits { get; init; } = ContentLimits.Default;

    /// <summary>Keeps which versions people have opened; null: the host does not, and only what they decided or said counts as seen.</summary>
    public ILooks? Looks { get; init; }

    /// <summary>Finds whoever made something and is not there; null: the host cannot, and what depends on their rights is refused.</summary>
    public IActorDirectory? Actors { get; init; }

    /// <summary>Puts refused attempts on record; null: each becomes an entry.</summary>
    public IRefusalLog? Refusals { get; init; }
}
