using System.IO.Compression;
using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Dossiers;
using GutCms.Core.Dossiers.Verifying;
using GutCms.Core.Keys;
using GutCms.Core.Tests.Reviews.Memory;

namespace GutCms.Core.Tests.Dossiers;

/// <summary>A dossier vouches for itself without the site: no file of it can be another, and its parts have to say the same, whoever signed it.</summary>
public sealed class VerifyingADossierTests
{
    [Fact]
    public async Task Holds_of_the_item_and_of_a_version_with_the_log_of_the_site_too()
    {
        var site = await DossierSite.StartAsync();
        var (whole, export) = (await site.MakeAsync(), await site.ExportAsync());
        var zip = await site.ZipAsync(whole);

        var found = await site.VerifyAsync(zip, site.Trust, export);

        Assert.True(found.Intact, string.Join(' ', found.Findings));
        Assert.Equal((DossierSite.Issuer, site.Site.SigningKey.KeyId, whole.Entries.Count, whole.Checkpoint.Sequence), (found.Issuer, found.KeyId, found.Entries, found.LogLength));
        Assert.True(found.Certificate!.Valid);
        Assert.Equal(DossierJson.Write(whole.Dossier), DossierJson.Write(found.Dossier!));
        Assert.True((await site.VerifyAsync(zip)).Intact);
        var version = await site.VerifyAsync(await site.ZipAsync(await site.MakeAsync(whole.Dossier.Before!.VersionId)), site.Trust, export);
        Assert.True(version.Intact, string.Join(' ', version.Findings));
    }

    [Fact]
    public async Task Names_the_file_that_was_changed_left_out_or_added()
    {
        var site = await DossierSite.StartAsync();
        var zip = await site.ZipAsync(await site.MakeAsync());
        var names = Names(zip).ToList();
        Assert.Equal(13, names.Count);
        foreach (var name in names.Where(name => name != DossierArchive.Manifest))
        {
            var altered = (await site.VerifyAsync(Rewrite(zip, name, bytes => [.. bytes[..^1], (byte)(bytes[^1] ^ 1)]), site.Trust)).Findings;
            Assert.Equal(new DossierFinding(DossierFault.FileAltered, $"{name} is not the file that was signed."), Assert.Single(altered));
            Assert.Equal(DossierFault.FileMissing, Assert.Single((await site.VerifyAsync(Rewrite(zip, name, _ => null), site.Trust)).Findings).Fault);
        }

        Assert.Equal(DossierFault.FileUnexpected, Assert.Single((await site.VerifyAsync(Rewrite(zip, "more.txt", _ => [1]), site.Trust)).Findings).Fault);
        Assert.Equal(DossierFault.ManifestForged, Assert.Single((await site.VerifyAsync(Rewrite(zip, DossierArchive.Manifest, bytes => [.. bytes[..^9], .. "AAAAAAAAA"u8]), site.Trust)).Findings).Fault);
        Assert.Equal(DossierFault.ManifestForged, Assert.Single((await site.VerifyAsync(Rewrite(zip, DossierArchive.KeySet, _ => "{\"keys\":7}"u8.ToArray()))).Findings).Fault);
        Assert.Equal(DossierFault.Unreadable, Assert.Single((await site.VerifyAsync([1, 2, 3])).Findings).Fault);
    }

    [Fact]
    public async Task Refuses_one_that_another_site_signed_in_its_name()
    {
        var site = await DossierSite.StartAsync();
        var forged = await site.ZipAsync(await site.MakeAsync(), SigningKey.Create(MemorySite.Start));

        Assert.Equal(DossierFault.ManifestForged, Assert.Single((await site.VerifyAsync(forged, site.Trust)).Findings).Fault);

        // By its own keys the certificate is the one thing in it that cannot be made.
        Assert.Equal(DossierFault.CertificateRefused, (await site.VerifyAsync(forged)).Findings[0].Fault);
        var own = await site.VerifyAsync(await site.ZipAsync(await site.MakeAsync()), site.Trust with { Issuer = "https://other.example" });
        Assert.Contains(own.Findings, finding => finding.Fault == DossierFault.IssuerMismatch);
    }

    [Fact]
    public async Task Refuses_one_whose_parts_do_not_say_the_same_even_with_the_key_of_the_site()
    {
        var site = await DossierSite.StartAsync();
        var made = await site.MakeAsync();
        var run = made.Dossier.Runs[^1];

        Assert.Equal([DossierFault.CertificateRefused, DossierFault.DecisionAltered], await site.FaultsOfAsync(WithRun(made, run with { Decisions = [run.Decisions[^1] with { PrintedName = "Dr Nobody" }] })));
        Assert.Equal([DossierFault.CertificateRefused, DossierFault.DecisionLeftOut], await site.FaultsOfAsync(WithRun(made, run with { Decisions = [] })));
        Assert.Equal([DossierFault.DecisionNotInLog], await site.FaultsOfAsync(WithRun(made, run with { Decisions = run.Decisions.Add(run.Decisions[^1] with { DecisionId = "other" }) })));
        var withdrawn = made.Dossier.Runs[^2];
        Assert.Equal([DossierFault.DecisionAltered], await site.FaultsOfAsync(WithRun(made, withdrawn with { Decisions = [withdrawn.Decisions[^1] with { VoidReason = "Another." }] })));
        Assert.Equal([DossierFault.TextAltered], await site.FaultsOfAsync(made with { Texts = made.Texts.Where(text => text.Key != made.Dossier.Before!.ContentHash).ToDictionary() }));
        Assert.Contains(DossierFault.TextAltered, await site.FaultsOfAsync(made with { Texts = made.Texts.ToDictionary(text => text.Key, _ => new JsonObject { ["title"] = "Other" }) }));
        Assert.Equal([DossierFault.TextAltered], await site.FaultsOfAsync(WithRun(made, run with { Policy = With(run.Policy, "FourEyes", false) })));
        var entry = made.Entries[2];
        Assert.Contains(DossierFault.EntryAltered, await site.FaultsOfAsync(made with { Entries = [.. made.Entries.Select(one => one == entry ? one with { ActorName = "x" } : one)] }));
        Assert.Contains(DossierFault.EntryAltered, await site.FaultsOfAsync(made with { Entries = [.. made.Entries.Reverse()] }));
        Assert.Equal([DossierFault.EntryMisplaced], await site.FaultsOfAsync(made with { Entries = [.. made.Entries, site.Site.State.Audit[^1]] }));
        Assert.Equal([DossierFault.EntryMisplaced, DossierFault.EntryNotProven], await site.FaultsOfAsync(made with { Checkpoint = AuditCheckpoint.Of(made.Entries[^2], MemorySite.Start) }));
    }

    [Fact]
    public async Task Shows_that_each_entry_stands_in_the_log_without_the_log_and_notices_another_one_even_with_the_key_of_the_site()
    {
        var site = await DossierSite.StartAsync();
        var made = await site.MakeAsync();
        var found = await site.VerifyAsync(await site.ZipAsync(made), site.Trust);
        Assert.True(found.Intact, string.Join(' ', found.Findings));
        Assert.Equal((made.Proof!.Root, AuditTree.Of(site.Site.State.Audit.Select(entry => entry.Hash)).Root), (found.LogRoot, found.LogRoot));

        // An entry that agrees with itself, and with its neighbours as far as they are in the dossier.
        var other = made.Entries[^1] with { ActorName = "somebody else" };
        other = other with { Hash = AuditChain.ComputeHash(other) };
        Assert.Equal([DossierFault.EntryNotProven], await site.FaultsOfAsync(made with { Entries = [.. made.Entries.SkipLast(1), other] }));
        Assert.Equal([DossierFault.EntryNotProven], await site.FaultsOfAsync(made with { Proof = made.Proof with { Paths = made.Proof.Paths.Where(path => path.Key != made.Entries[0].Sequence).ToDictionary() } }));
        Assert.Equal([DossierFault.EntryNotProven], await site.FaultsOfAsync(made with { Proof = made.Proof with { Root = made.Checkpoint.Hash } }));
        Assert.Equal([DossierFault.EntryNotProven], await site.FaultsOfAsync(made with { Proof = made.Proof with { Size = made.Proof.Size + 1 } }));

        // One of before there were proofs.
        var older = await site.VerifyAsync(await site.ZipAsync(made with { Proof = null }), site.Trust, await site.ExportAsync());
        Assert.Equal((true, null), (older.Intact, older.LogRoot));
    }

    [Fact]
    public async Task Finds_in_the_log_of_the_site_what_was_left_out_or_is_not_there()
    {
        var site = await DossierSite.StartAsync();
        var made = await site.MakeAsync();
        var zip = await site.ZipAsync(made);
        var shorter = await site.ZipAsync(made with { Entries = [.. made.Entries.Where(entry => entry.Action != AuditActions.ReviewSubmit)] });

        Assert.Equal([DossierFault.EntryLeftOut], (await site.VerifyAsync(shorter, site.Trust, await site.ExportAsync())).Findings.Select(finding => finding.Fault).Distinct());
        Assert.Equal([DossierFault.NotInLog], (await site.VerifyAsync(zip, site.Trust, await site.ExportAsync(site.Site.State.Audit.Take(9)))).Findings.Select(finding => finding.Fault).Distinct());
        var other = await DossierSite.StartAsync();
        other.Site.NowUtc = other.Site.NowUtc.AddDays(1);
        Assert.Contains(DossierFault.NotInLog, (await site.VerifyAsync(zip, site.Trust, await other.ExportAsync())).Findings.Select(finding => finding.Fault));
        Assert.Equal(DossierFault.LogBroken, Assert.Single((await site.VerifyAsync(zip, site.Trust, await site.ExportAsync(site.Site.State.Audit.Skip(1)))).Findings).Fault);
    }

    private static DossierMaterial WithRun(DossierMaterial made, DossierRun run) =>
        made with { Dossier = made.Dossier with { Runs = [.. made.Dossier.Runs.Select(one => one.ReviewId == run.ReviewId ? run : one)] } };

    private static JsonObject With(JsonObject json, string member, JsonNode value)
    {
        var copy = json.DeepClone().AsObject();
        copy[member] = value;
        return copy;
    }

    private static IEnumerable<string> Names(byte[] zip)
    {
        using var archive = new ZipArchive(new MemoryStream(zip));
        return [.. archive.Entries.Select(entry => entry.FullName)];
    }

    /// <summary>The archive with another file under a name; null: without it.</summary>
    private static byte[] Rewrite(byte[] zip, string name, Func<byte[], byte[]?> change)
    {
        using var result = new MemoryStream();
        using (var to = new ZipArchive(result, ZipArchiveMode.Create, leaveOpen: true))
        using (var from = new ZipArchive(new MemoryStream(zip)))
        {
            foreach (var file in from.Entries.Select(entry => entry.FullName).Append(name).Distinct())
            {
                using var bytes = new MemoryStream();
                using (var stream = from.GetEntry(file)?.Open())
                {
                    stream?.CopyTo(bytes);
                }

                if ((file == name ? change(bytes.ToArray()) : bytes.ToArray()) is { } written)
                {
                    using var stream = to.CreateEntry(file).Open();
                    stream.Write(written);
                }
            }
        }

        return result.ToArray();
    }
}
