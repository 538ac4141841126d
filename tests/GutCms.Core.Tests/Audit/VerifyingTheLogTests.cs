using CsCheck;
using GutCms.Core.Audit;
using GutCms.Core.Security;

namespace GutCms.Core.Tests.Audit;

public class VerifyingTheLogTests
{
    private static readonly Gen<(AuditEntry[] Log, int At, int Other)> LogAndPlaces =
        Logs.Any.SelectMany(log => Gen.Select(Gen.Const(log), Gen.Int[0, log.Length - 1], Gen.Int[0, log.Length - 1]));

    [Fact]
    public Task Finds_nothing_when_the_log_is_as_written() => Logs.Any.SampleAsync(async log =>
    {
        var result = await Logs.VerifyAsync(log, AuditCheckpoint.Of(log[log.Length / 2], Logs.Start));

        Assert.Null(result.Break);
        Assert.Equal(log.Length, result.Count);
        Assert.Equal(log[^1].Hash, result.LastHash);
    }, iter: 100);

    [Fact]
    public async Task Finds_nothing_when_the_log_is_empty() => Assert.True((await Logs.VerifyAsync([], AuditCheckpoint.Of(null, Logs.Start))).Intact);

    [Fact]
    public Task Names_the_entry_when_any_field_of_it_is_edited() =>
        Gen.Select(LogAndPlaces, Gen.Int[0, Logs.Edits.Count - 1]).SampleAsync(async (places, edit) =>
        {
            var (log, at, _) = places;
            AuditEntry[] broken = [.. log];
            broken[at] = Logs.Edits[edit].Edit(broken[at]);

            Expect(await Logs.VerifyAsync(broken), AuditFault.Edited, at + 1, Logs.Edits[edit].Field);
        }, iter: 300);

    [Fact]
    public Task Names_the_entry_when_it_is_edited_and_rehashed() =>
        Gen.Select(LogAndPlaces, Gen.Int[1, Logs.Edits.Count - 3]).SampleAsync(async (places, edit) =>
        {
            var (log, at, _) = places;
            AuditEntry[] broken = [.. log];
            broken[at] = Logs.Rehash(Logs.Edits[edit].Edit(broken[at]));

            // The last entry has no successor that vouches for it; that is what a checkpoint is for.
            var last = at == log.Length - 1;
            Expect(await Logs.VerifyAsync(broken, last ? AuditCheckpoint.Of(log[^1], Logs.Start) : null), last ? AuditFault.CheckpointMismatch : AuditFault.Edited, at + 1, Logs.Edits[edit].Field);
        }, iter: 300);

    [Fact]
    public async Task Names_the_entry_when_it_is_rehashed_with_another_link()
    {
        var log = Logs.OfLength(6);
        log[2] = Logs.Rehash(log[2] with { PreviousHash = AuditChain.Genesis });

        Expect(await Logs.VerifyAsync(log), AuditFault.Edited, 3, "");
    }

    [Fact]
    public async Task Names_the_entry_when_it_has_no_canonical_form()
    {
        var log = Logs.OfLength(3);
        log[1] = log[1] with { ActorName = "\ud800" };

        Expect(await Logs.VerifyAsync(log), AuditFault.Edited, 2, "ActorName");
    }

    [Fact]
    public async Task Names_the_place_when_an_entry_is_renumbered_and_rehashed()
    {
        var log = Logs.OfLength(6);
        log[2] = Logs.Rehash(log[2] with { Sequence = 5 });

        Expect(await Logs.VerifyAsync(log), AuditFault.Edited, 3, "");
    }

    [Theory]
    [InlineData(5)]
    [InlineData(7)]
    [InlineData(0)]
    public async Task Names_the_place_when_the_last_entry_is_renumbered_and_rehashed(long number)
    {
        var log = Logs.OfLength(6);
        log[5] = Logs.Rehash(log[5] with { Sequence = number });

        var result = await Logs.VerifyAsync(log);

        Assert.Equal(6, result.Break?.Position);
        Assert.Equal(5, result.Count);
    }

    [Fact]
    public Task Names_the_first_missing_entry_when_some_are_deleted() => LogAndPlaces.SampleAsync(async (log, at, other) =>
    {
        var (from, to) = (Math.Min(at, other), Math.Max(at, other));
        var broken = log[..from].Concat(log[(to + 1)..]);

        // What is missing at the end shows only against a checkpoint.
        var result = await Logs.VerifyAsync(broken, AuditCheckpoint.Of(log[^1], Logs.Start));
        Expect(result, to == log.Length - 1 ? AuditFault.Truncated : AuditFault.Deleted, from + 1, "");
    }, iter: 300);

    [Fact]
    public Task Names_the_place_when_two_entries_are_swapped() => LogAndPlaces.Where(places => places.At < places.Other).SampleAsync(async (log, at, other) =>
    {
        AuditEntry[] broken = [.. log];
        (broken[at], broken[other]) = (broken[other], broken[at]);

        var result = await Logs.VerifyAsync(broken);
        Assert.Equal(AuditFault.Reordered, result.Break?.Fault);
        Assert.Equal((other + 1, at + 1), (result.Break!.Sequence, result.Break.Position));
    }, iter: 300);

    [Fact]
    public Task Names_the_place_when_an_entry_is_inserted_again() => LogAndPlaces.Where(places => places.Other != places.At).SampleAsync(async (log, at, copied) =>
    {
        List<AuditEntry> broken = [.. log];
        broken.Insert(at, log[copied]);

        var result = await Logs.VerifyAsync(broken);
        Assert.Equal(AuditFault.Inserted, result.Break?.Fault);
        Assert.Equal(log[copied].Sequence, result.Break!.Sequence);
        Assert.InRange(result.Break.Position, at, at + 1);
    }, iter: 300);

    [Fact]
    public async Task Names_the_place_when_an_entry_is_copied_to_the_end()
    {
        var log = Logs.OfLength(4);

        var result = await Logs.VerifyAsync([.. log, log[1]]);

        Assert.Equal((AuditFault.Inserted, 2L, 5L), (result.Break!.Fault, result.Break.Sequence, result.Break.Position));
    }

    [Fact]
    public Task Names_the_place_when_an_entry_is_forged_between_two_others() => LogAndPlaces.SampleAsync(async (log, at, _) =>
    {
        var forged = AuditChain.Append(at == 0 ? null : log[at - 1], new(Logs.Start, Actor.System, AuditActions.ReviewApprove));

        var result = await Logs.VerifyAsync([.. log[..at], forged, .. log[at..]]);
        Assert.Equal(AuditFault.Inserted, result.Break?.Fault);
        Assert.Equal(at + 1, result.Break!.Sequence);
    }, iter: 300);

    [Fact]
    public Task Finds_a_break_when_entries_are_renumbered_over_a_deleted_one() => LogAndPlaces.Where(places => places.At < places.Log.Length - 1).SampleAsync(async (log, at, _) =>
    {
        var broken = log[..at].Concat(log[(at + 1)..].Select(entry => entry with { Sequence = entry.Sequence - 1 }));

        Expect(await Logs.VerifyAsync(broken), AuditFault.Edited, at + 1, "");
    }, iter: 100);

    [Fact]
    public async Task Finds_a_mismatch_when_the_whole_log_was_written_anew()
    {
        var log = Logs.OfLength(6);
        var anew = Logs.Of([.. Enumerable.Range(0, 8).Select(index => Logs.Draft(index, AuditActions.SignIn, "eve", index, false))]);

        Assert.True((await Logs.VerifyAsync(anew)).Intact);
        Expect(await Logs.VerifyAsync(anew, AuditCheckpoint.Of(log[3], Logs.Start)), AuditFault.CheckpointMismatch, 4, "");
    }

    [Fact]
    public async Task Accepts_a_checkpoint_when_the_log_has_grown_since()
    {
        var log = Logs.OfLength(6);

        Assert.True((await Logs.VerifyAsync(log, AuditCheckpoint.Of(log[2], Logs.Start))).Intact);
        Assert.Equal(AuditFault.CheckpointMismatch, (await Logs.VerifyAsync(log, AuditCheckpoint.Of(log[2], Logs.Start) with { Count = 7 })).Break?.Fault);
    }

    private static void Expect(AuditVerification result, AuditFault fault, long sequence, string field)
    {
        Assert.True(result.Break is not null, $"An edit of '{field}' was not found.");
        Assert.Equal(fault, result.Break.Fault);
        Assert.Equal(sequence, result.Break.Sequence);
        Assert.True(result.Count < sequence);
        Assert.NotEmpty(result.Break.Message);
    }
}
