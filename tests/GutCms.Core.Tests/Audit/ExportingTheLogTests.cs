using System.Text;
using System.Text.Json.Nodes;
using CsCheck;
using GutCms.Core.Audit;
using GutCms.Core.Certificates;
using GutCms.Core.Keys;

namespace GutCms.Core.Tests.Audit;

public class ExportingTheLogTests
{
    private const string Issuer = "https://gut.example";
    private static readonly SigningKey Key = SigningKey.Create(Logs.Start);
    private static readonly JsonObject KeySet = Jwks.Build([Key]);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public Task Reads_back_every_entry_when_exported() => Logs.Any.SampleAsync(async log =>
    {
        var lines = await ExportAsync(log);

        Assert.Equal(log.Length + 1, lines.Length);
        Assert.Equal(log.Select(entry => entry.Hash), await AuditExport.ReadAsync(ToStream(lines), Stop).Select(AuditChain.ComputeHash).ToListAsync(Stop));
        var result = await VerifyAsync(lines);
        Assert.Null(result.Break);
        Assert.Equal(log.Length, result.Count);
    }, iter: 30);

    [Fact]
    public async Task Is_intact_when_the_log_is_empty() => Assert.True((await VerifyAsync(await ExportAsync([]))).Intact);

    [Fact]
    public async Task Returns_the_checkpoint_that_it_wrote()
    {
        var log = Logs.OfLength(3);
        using var stream = new MemoryStream();

        var checkpoint = await AuditExport.WriteAsync(stream, Logs.Stream(log), Key, Issuer, Logs.Start, Stop);

        var line = Encoding.UTF8.GetString(stream.ToArray()).TrimEnd('\n').Split('\n')[^1];
        var (read, refusal) = await AuditCheckpoint.ReadAsync(JsonNode.Parse(line)!["checkpoint"]!.GetValue<string>(), KeySet);
        Assert.Null(refusal);
        Assert.Equal(checkpoint, read);
        Assert.Equal((3, log[2].Hash), (checkpoint.Sequence, checkpoint.Hash));
    }

    [Theory]
    [InlineData("""{"checkpoint":5}""")]
    [InlineData("""{"checkpoint":"a" """)]
    [InlineData("""{"checkpoint":{}}""")]
    [InlineData("""{"checkpoint":"a","and":"b"}""")]
    public async Task Says_which_line_cannot_be_read_when_it_is_no_checkpoint(string line)
    {
        var lines = await ExportAsync(Logs.OfLength(2));
        lines[2] = line;

        var found = (await VerifyAsync(lines)).Break;

        Assert.Equal((AuditFault.Unreadable, 3L), (found!.Fault, found.Position));
    }

    [Fact]
    public Task Finds_a_break_when_any_character_of_any_entry_is_changed()
    {
        var log = Logs.OfLength(4);
        return Gen.Select(Gen.Int[0, 3], Gen.Int[0, 10_000]).SampleAsync(async (line, place) =>
        {
            var lines = await ExportAsync(log);
            var at = place % lines[line].Length;
            lines[line] = lines[line][..at] + (lines[line][at] == '7' ? '8' : '7') + lines[line][(at + 1)..];

            Assert.False((await VerifyAsync(lines)).Intact, lines[line]);
        }, iter: 200);
    }

    [Theory]
    [InlineData("\"x\":1,")]
    [InlineData("\"actorId\":\"eve\",")]
    public async Task Is_unreadable_when_a_line_has_an_unknown_or_repeated_member(string member)
    {
        var lines = await ExportAsync(Logs.OfLength(2));
        lines[1] = "{" + member + lines[1][1..];

        var result = await VerifyAsync(lines);

        Assert.Equal((AuditFault.Unreadable, 2L), (result.Break!.Fault, result.Break.Position));
    }

    [Fact]
    public async Task Is_truncated_when_the_last_entries_are_missing()
    {
        var lines = await ExportAsync(Logs.OfLength(5));

        var result = await VerifyAsync([.. lines[..3], lines[^1]]);

        Assert.Equal((AuditFault.Truncated, 4L), (result.Break!.Fault, result.Break.Sequence));
    }

    [Fact]
    public async Task Lacks_a_checkpoint_when_its_last_line_is_missing() =>
        Assert.Equal(AuditFault.CheckpointMissing, (await VerifyAsync((await ExportAsync(Logs.OfLength(3)))[..^1])).Break?.Fault);

    [Fact]
    public async Task Is_unreadable_when_something_stands_behind_the_checkpoint()
    {
        var lines = await ExportAsync(Logs.OfLength(2));

        Assert.Equal(AuditFault.Unreadable, (await VerifyAsync([.. lines, lines[0]])).Break?.Fault);
    }

    [Fact]
    public async Task Does_not_match_when_the_entries_go_on_behind_what_was_signed()
    {
        var longer = await ExportAsync(Logs.OfLength(4));
        var shorter = await ExportAsync(Logs.OfLength(3));

        Assert.Equal(AuditFault.CheckpointMismatch, (await VerifyAsync([.. longer[..^1], shorter[^1]])).Break?.Fault);
    }

    [Fact]
    public async Task Is_forged_when_another_key_signed_the_checkpoint()
    {
        var lines = await ExportAsync(Logs.OfLength(2));

        var result = await AuditExport.VerifyAsync(ToStream(lines), Jwks.Build([SigningKey.Create(Logs.Start)]), Stop);

        Assert.Equal(AuditFault.CheckpointForged, result.Break?.Fault);
    }

    [Fact]
    public async Task Is_refused_when_a_certificate_poses_as_a_checkpoint()
    {
        var jws = CompactJws.Sign(Key, ReviewCertificate.JwsType, new JsonObject { ["iat"] = 0, ["sequence"] = 0, ["hash"] = AuditChain.Genesis, ["count"] = 0 });

        Assert.Equal(JwsRefusal.WrongType, (await AuditCheckpoint.ReadAsync(jws, KeySet)).Refusal);
    }

    [Fact]
    public async Task Is_refused_when_a_checkpoint_lacks_a_member()
    {
        var jws = CompactJws.Sign(Key, AuditCheckpoint.JwsType, new JsonObject { ["iat"] = 0, ["sequence"] = "0", ["hash"] = AuditChain.Genesis, ["count"] = 0 });

        Assert.Equal(JwsRefusal.Malformed, (await AuditCheckpoint.ReadAsync(jws, KeySet)).Refusal);
    }

    private static async Task<string[]> ExportAsync(AuditEntry[] log)
    {
        using var stream = new MemoryStream();
        await AuditExport.WriteAsync(stream, Logs.Stream(log), Key, Issuer, Logs.Start, Stop);
        return Encoding.UTF8.GetString(stream.ToArray()).TrimEnd('\n').Split('\n');
    }

    private static Task<AuditVerification> VerifyAsync(string[] lines) => AuditExport.VerifyAsync(ToStream(lines), KeySet, Stop);

    private static MemoryStream ToStream(string[] lines) => new(Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n"));
}
