using GutCms.Core.Audit;
using GutCms.Core.Content.Items;
using GutCms.Core.Security;

namespace GutCms.Core.Tests.Audit;

/// <summary>Which entries bear which id.</summary>
public class BelongingTogetherTests
{
    [Fact]
    public async Task What_is_drafted_during_an_act_bears_its_id_also_in_tasks_that_it_starts()
    {
        using var act = AuditAct.Begin();

        Assert.True(ContentIds.IsValid(AuditAct.Id));
        Assert.Equal(AuditAct.Id, Draft().ActId);
        Assert.Equal(AuditAct.Id, await Task.Run(() => Draft().ActId, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void What_begins_during_an_act_is_a_part_of_it()
    {
        string? outer;
        using (AuditAct.Begin())
        {
            outer = AuditAct.Id;
            using (AuditAct.Begin())
            {
                Assert.Equal(outer, AuditAct.Id);
            }

            using (AuditAct.Continue("another"))
            {
                Assert.Equal(outer, AuditAct.Id);
            }

            Assert.Equal(outer, AuditAct.Id);
        }

        Assert.Null(AuditAct.Id);
        Assert.Null(Draft().ActId);
        using (AuditAct.Begin())
        {
            Assert.NotEqual(outer, AuditAct.Id);
        }
    }

    [Fact]
    public void An_act_is_gone_on_with_where_none_is_under_way()
    {
        using (AuditAct.Continue("4fxk0000000000000000000003"))
        {
            Assert.Equal("4fxk0000000000000000000003", Draft().ActId);
        }

        Assert.Null(AuditAct.Id);
    }

    [Fact]
    public void Two_acts_at_the_same_time_do_not_see_each_other()
    {
        var ids = Enumerable.Range(0, 20).AsParallel().WithDegreeOfParallelism(4).Select(_ => ActAsync().GetAwaiter().GetResult()).ToList();

        Assert.All(ids, act => Assert.Equal(act.First, act.Second));
        Assert.Equal(20, ids.Select(act => act.First).Distinct().Count());
    }

    private static async Task<(string? First, string? Second)> ActAsync()
    {
        using var act = AuditAct.Begin();
        var first = AuditAct.Id;
        await Task.Yield();
        return (first, Draft().ActId);
    }

    [Fact]
    public void An_entry_from_before_has_no_id_and_keeps_its_hash()
    {
        var draft = Draft();
        var (without, with) = (AuditChain.Append(null, draft), AuditChain.Append(null, draft with { ActId = "4fxk0000000000000000000003" }));

        Assert.DoesNotContain("actId", AuditEntryJson.Write(without).ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("4fxk0000000000000000000003", (string?)AuditEntryJson.Write(with)["actId"]);
        Assert.NotEqual(without.Hash, with.Hash);
        Assert.Equal(with.ActId, AuditEntryJson.Read(System.Text.Encoding.UTF8.GetBytes(AuditEntryJson.Write(with).ToJsonString())).ActId);
    }

    private static AuditDraft Draft() => new(Logs.Start, Actor.System, AuditActions.ContentSave);
}
