using System.Net;
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

    [Fact]
    public async Task Shows_the_facts_of_a_decision_in_the_detail_of_its_entry()
    {
        var id = await newsroom.ApprovedAsync("Detailed in the audit trail");
        var entry = await newsroom.Site.InScopeAsync(async services => await services.GetRequiredService<ISession>()
            .Query<AuditTrailEvent, AuditTrailEventIndex>(index => index.CorrelationId == id && index.Name == "decided", AuditTrailEvent.Collection).FirstOrDefaultAsync());
        using var administrator = await AdminBrowser.SignInAsync(newsroom.Site, "admin");

        var list = await administrator.OpenAsync($"Admin/AuditTrail/{id}");
        var detail = await administrator.OpenAsync($"Admin/AuditTrail/Display/{entry.EventId}");

        Assert.Contains("Decided", detail, StringComparison.Ordinal);
        Assert.Contains("Approved", detail, StringComparison.Ordinal);
        Assert.Contains(entry.As<AuditTrailReviewEvent>().VersionId!, detail, StringComparison.Ordinal);
        Assert.Contains(entry.EventId, list, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shows_no_entry_to_whoever_may_not_see_the_audit_trail()
    {
        await newsroom.ApprovedAsync("Hidden in the audit trail");
        using var author = await AdminBrowser.SignInAsync(newsroom.Site, "anna");

        Assert.NotEqual(HttpStatusCode.OK, await author.TryAsync("Admin/AuditTrail"));
    }
}
