using GutCms.OrchardCore.AuditTrail;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.AuditTrail.Indexes;
using OrchardCore.AuditTrail.Models;
using OrchardCore.Entities;
using YesSql;

namespace GutCms.OrchardCore.Tests;

/// <summary>What stands in Orchard Core's own Audit Trail.</summary>
[Collection<OrchardSites>]
public sealed class AuditTrailTests(Newsroom newsroom)
{
    [Fact]
    public async Task Holds_submission_and_decision_with_who_made_them()
    {
        var id = await newsroom.ApprovedAsync("In the audit trail");

        var entries = await newsroom.Site.InScopeAsync(async services => (await services.GetRequiredService<ISession>()
            .Query<AuditTrailEvent, AuditTrailEventIndex>(index => index.CorrelationId == id && index.Category == ReviewAuditTrailEvents.Category, AuditTrailEvent.Collection).ListAsync()).ToList());

        var submitted = Assert.Single(entries, entry => entry.Name == "submitted");
        var decided = Assert.Single(entries, entry => entry.Name == "decided");
        Assert.Equal("anna", submitted.UserName);
        Assert.Equal("rosa", decided.UserName);
        Assert.Equal("Approved", decided.As<AuditTrailReviewEvent>().Data["outcome"]);
        Assert.DoesNotContain(entries, entry => entry.Name == "published");
    }
}
