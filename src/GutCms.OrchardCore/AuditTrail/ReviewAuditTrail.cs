using System.Globalization;
using GutCms.Core.Reviews.Ports;
using GutCms.Core.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using OrchardCore;
using OrchardCore.AuditTrail.Drivers;
using OrchardCore.AuditTrail.Models;
using OrchardCore.AuditTrail.Services;
using OrchardCore.AuditTrail.Services.Models;
using OrchardCore.DisplayManagement.Handlers;
using OrchardCore.DisplayManagement.Views;
using OrchardCore.Modules;

namespace GutCms.OrchardCore.AuditTrail;

/// <summary>Puts what happens in reviews into Orchard Core's Audit Trail too, where that is enabled. The log that proves something is the module's own.</summary>
[Feature(FeatureIds.Review)]
[RequireFeatures("OrchardCore.AuditTrail")]
public sealed class AuditTrailStartup : StartupBase
{
    /// <inheritdoc/>
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddTransient<IConfigureOptions<AuditTrailOptions>, ReviewAuditTrailEvents>();
        services.AddDisplayDriver<AuditTrailEvent, AuditTrailReviewEventDriver>();
        services.AddScoped<IReviewEventHandler, AuditTrailTeller>();
    }
}

/// <summary>What an entry says beside who, when and what. Not sealed: Orchard Core makes a shape of it.</summary>
public class AuditTrailReviewEvent
{
    /// <summary>Type of the content.</summary>
    public string ContentType { get; set; } = "";

    /// <summary>The version; null when none in particular.</summary>
    public string? VersionId { get; set; }

    /// <summary>When it happened, UTC, ISO 8601; the entry itself is written after the commit.</summary>
    public string OccurredUtc { get; set; } = "";

    /// <summary>More facts: ids, names, instants; never article text or comments.</summary>
    public Dictionary<string, string> Data { get; set; } = [];
}

/// <summary>The category <em>Review</em> and its events, one for each of <see cref="ReviewEvents"/>.</summary>
internal sealed class ReviewAuditTrailEvents : IConfigureOptions<AuditTrailOptions>
{
    /// <summary>Name of the category.</summary>
    public const string Category = "Review";

    /// <inheritdoc/>
    public void Configure(AuditTrailOptions options)
    {
        var review = options.For<ReviewAuditTrailEvents>(Category, words => words["Review"]);
        Add(ReviewEvents.Saved, words => words["Saved"], words => words["A version was saved."]);
        Add(ReviewEvents.Deleted, words => words["Deleted"], words => words["An item was deleted."]);
        Add(ReviewEvents.Submitted, words => words["Submitted"], words => words["A version was submitted for review."]);
        Add(ReviewEvents.SubmissionWithdrawn, words => words["Submission withdrawn"], words => words["A submission was taken back."]);
        Add(ReviewEvents.Assigned, words => words["Assigned"], words => words["Reviewers were assigned, or a due date set."]);
        Add(ReviewEvents.Decided, words => words["Decided"], words => words["A reviewer decided."]);
        Add(ReviewEvents.Voided, words => words["Voided"], words => words["Decisions were voided."]);
        Add(ReviewEvents.Scheduled, words => words["Scheduled"], words => words["A publication was scheduled, or its schedule cancelled."]);
        Add(ReviewEvents.ScheduleRefused, words => words["Schedule refused"], words => words["A scheduled publication was due and refused."]);
        Add(ReviewEvents.TakeDownScheduled, words => words["Take-down scheduled"], words => words["A take-down was scheduled, or its schedule cancelled."]);
        Add(ReviewEvents.TakeDownRefused, words => words["Take-down refused"], words => words["A scheduled take-down was due and refused."]);
        Add(ReviewEvents.Published, words => words["Published"], words => words["A version became live."]);
        Add(ReviewEvents.Unpublished, words => words["Unpublished"], words => words["An item was taken down."]);
        Add(ReviewEvents.Withdrawn, words => words["Withdrawn"], words => words["An item was taken down for the safety of readers."]);
        Add(ReviewEvents.ReviewDue, words => words["Review due"], words => words["A live text is due to be reviewed."]);
        Add(ReviewEvents.SourceChanged, words => words["Source changed"], words => words["Something else became live of the source of a translation."]);
        Add(ReviewEvents.Renewed, words => words["Renewed"], words => words["A live text was confirmed."]);
        Add(ReviewEvents.Commented, words => words["Commented"], words => words["A comment was written, or a thread resolved or reopened."]);

        void Add(string name, Func<IStringLocalizer, LocalizedString> title, Func<IStringLocalizer, LocalizedString> description) => review.WithEvent(name, title, description, enableByDefault: true);
    }
}

/// <summary>Writes an entry for an event, in the transaction that marks it as told.</summary>
internal sealed class AuditTrailTeller(IAuditTrailManager trail) : IReviewEventHandler
{
    /// <inheritdoc/>
    public Task HandleAsync(OutboxMessage message, CancellationToken cancellationToken) => trail.RecordEventAsync(new AuditTrailContext<AuditTrailReviewEvent>(
        message.Event,
        ReviewAuditTrailEvents.Category,
        message.ContentItemId,
        message.ActorId,
        message.ActorName,
        new AuditTrailReviewEvent
        {
            ContentType = message.ContentType,
            VersionId = message.VersionId,
            OccurredUtc = message.OccurredUtc.ToString("O", CultureInfo.InvariantCulture),
            Data = message.Data.Where(member => member.Value is not null).ToDictionary(member => member.Key, member => member.Value!.ToString(), StringComparer.Ordinal),
        }));
}

/// <summary>Shows the facts of an entry.</summary>
internal sealed class AuditTrailReviewEventDriver : AuditTrailEventSectionDisplayDriver<AuditTrailReviewEvent>
{
    /// <inheritdoc/>
    public override IDisplayResult Display(AuditTrailEvent auditTrailEvent, AuditTrailReviewEvent section, BuildDisplayContext context) =>
        Initialize<AuditTrailReviewEvent>("AuditTrailReviewEventDetail_DetailAdmin", model =>
        {
            model.ContentType = section.ContentType;
            model.VersionId = section.VersionId;
            model.OccurredUtc = section.OccurredUtc;
            model.Data = section.Data;
        }).Location(OrchardCoreConstants.DisplayType.DetailAdmin, "Content:10");
}
