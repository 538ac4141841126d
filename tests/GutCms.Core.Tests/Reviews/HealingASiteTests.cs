using GutCms.Core.Audit;
using GutCms.Core.Content.Items;
using GutCms.Core.Delivery;
using GutCms.Core.Keys;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Core.Tests.Reviews.Memory;
using GutCms.Core.Texts;

namespace GutCms.Core.Tests.Reviews;

/// <summary>Certificates by a key that is revoked since, and documents that were changed past the program.</summary>
public sealed class HealingASiteTests : ISigningKeys, IDeliveryRefresh
{
    private readonly MemorySite _site = new();
    private readonly List<SigningKey> _keys = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Live_texts_get_a_certificate_by_the_key_that_signs_now_on_the_same_approvals()
    {
        var id = await _site.ArticleInAsync(ReviewState.Published);
        var before = _site.State;
        RevokeKey();

        Assert.Equal(2, Deeds.Done(await ReissueAsync(Actor.System)).Count);

        foreach (var (item, publication) in _site.State.Publications)
        {
            Assert.Equal(before.Publications[item] with { Certificate = publication.Certificate }, publication);
            Assert.Equal((null, _site.SigningKey.KeyId), await VerifyAsync(publication));
            var entry = _site.State.Audit.Last(entry => entry.ContentItemId == item);
            Assert.Equal(
                (AuditActions.CertificateReissue, publication.VersionId, publication.ContentHash, publication.ReviewId, _site.SigningKey.KeyId),
                (entry.Action, entry.VersionId, entry.ContentHash, (string?)entry.Details["reviewId"], (string?)entry.Details["keyId"]));
            Assert.Equal(item, (string?)Assert.Single(entry.Details["certificates"]!.AsArray())!["contentItemId"]);
        }

        Assert.Equal(before.Publications.Keys.Order(), _site.State.Refreshed[^1].Order());
        Assert.Contains(id, _site.State.Refreshed[^1]);
        var after = _site.State;
        Assert.Equal(0, Deeds.Done(await ReissueAsync(Actor.System)).Count);
        Assert.Same(after, _site.State);
    }

    [Fact]
    public async Task A_text_that_was_confirmed_keeps_both_who_approved_and_who_confirmed_it()
    {
        var id = await _site.ArticleInAsync(ReviewState.Published);
        _site.NowUtc = _site.NowUtc.AddDays(1);
        Deeds.Done(await _site.RenewAsync(_site.Reviewer2, id));
        RevokeKey();

        Deeds.Done(await ReissueAsync(Actor.System));

        var payload = (await CompactJws.VerifyAsync(_site.State.Publications[id].Certificate!, Jwks.Build(_keys), "gutcms-review+jwt")).Payload!;
        Assert.Equal(["Dr reviewer", "Dr reviewer2"], payload["approvals"]!.AsArray().Select(approval => (string?)approval!["printedName"]));
    }

    [Fact]
    public async Task One_live_text_is_enough()
    {
        await _site.PublishedDisclaimerAsync();
        RevokeKey();

        Assert.Equal(1, Deeds.Done(await ReissueAsync(Actor.System)).Count);
    }

    [Fact]
    public async Task Nothing_is_done_while_no_key_is_revoked()
    {
        await _site.ArticleInAsync(ReviewState.Published);
        _keys.Add(_site.SigningKey);
        var before = _site.State;

        Assert.Equal(0, Deeds.Done(await ReissueAsync(Actor.System)).Count);

        Assert.Same(before, _site.State);
    }

    [Theory]
    [InlineData("a grant for another text")]
    [InlineData("a grant of another run")]
    [InlineData("an import")]
    [InlineData("another version")]
    [InlineData("another version that was granted")]
    public async Task What_is_wrong_in_another_way_is_not_healed(string with)
    {
        var id = await _site.ArticleInAsync(ReviewState.Published);
        var (publication, state) = (_site.State.Publications[id], _site.State);
        MemoryState Grant(Func<PublicationGrant, PublicationGrant> change) => state with { Grants = state.Grants.ConvertAll(grant => grant.VersionId == publication.VersionId ? change(grant) : grant) };
        _site.Store.State = with switch
        {
            "a grant for another text" => state with { Publications = state.Publications.SetItem(id, publication with { ContentHash = "sha256:another" }) },
            "a grant of another run" => Grant(grant => grant with { ReviewId = "another" }),
            "an import" => Grant(grant => grant with { Basis = PublicationBasis.Imported }),
            _ => state with
            {
                Publications = state.Publications.SetItem(id, publication with { VersionId = "another" }),
                Grants = with == "another version" ? state.Grants : state.Grants.AddRange(state.Grants.Where(grant => grant.VersionId == publication.VersionId).Select(grant => grant with { VersionId = "another" })),
            },
        };
        RevokeKey();

        // The disclaimer's, in which nothing is wrong.
        Assert.Equal(1, Deeds.Done(await ReissueAsync(Actor.System)).Count);
        Assert.Equal(publication.Certificate, _site.State.Publications[id].Certificate);
    }

    [Fact]
    public async Task Without_a_key_nothing_is_issued_and_others_may_not_ask_for_it()
    {
        await _site.ArticleInAsync(ReviewState.Published);
        RevokeKey();
        var before = _site.State.Publications;

        Assert.Equal(RefusalKind.Forbidden, (await ReissueAsync(_site.Editor)).Refusal!.Kind);
        _site.HasKey = false;
        var refusal = (await ReissueAsync(Actor.System)).Refusal!;

        Assert.Equal((RefusalKind.Conflict, "Refused.NoKey"), (refusal.Kind, refusal.Sentence.Name));
        _site.Obstacle = Sentence.Verbatim("It has no address.");
        Assert.Equal("It has no address.", (await ReissueAsync(Actor.System)).Refusal!.Message);
        Assert.Equal(before, _site.State.Publications);
    }

    [Fact]
    public async Task Documents_are_written_anew_those_of_nothing_removed_and_both_is_on_record()
    {
        var rewrite = new RewriteDelivery(_site.Store, this, _site);
        Assert.Equal(RefusalKind.Forbidden, (await rewrite.ExecuteAsync(_site.Author, ["gone"], Token)).Refusal!.Kind);
        Assert.Empty(_site.State.Removed);

        Assert.Equal(3, Deeds.Done(await rewrite.ExecuteAsync(_site.Administrator, ["gone"], Token)).Documents);

        Assert.Equal(["gone"], _site.State.Removed);
        Assert.Empty(_site.State.Documents[("delivery", "format")]);
        var entry = _site.State.Audit[^1];
        Assert.Equal((AuditActions.DeliveryRewrite, _site.Administrator.UserId, _site.NowUtc, """{"documents":3}"""), (entry.Action, entry.ActorId, entry.OccurredUtc, entry.Details.ToJsonString()));
    }

    public ValueTask<SigningKey> GetCurrentAsync(CancellationToken cancellationToken) => new(_site.SigningKey);

    public ValueTask<IReadOnlyList<SigningKey>> GetAllAsync(CancellationToken cancellationToken) => new(_keys);

    public Task<IReadOnlyList<ContentItem>> RefreshAsync(IUnitOfWork work, IReadOnlyCollection<string> changedItemIds, ProjectedTexts? texts, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        progress!.Report(2);
        progress.Report(3);
        return Task.FromResult<IReadOnlyList<ContentItem>>([]);
    }

    private void RevokeKey()
    {
        _keys.Add(_site.SigningKey.Revoke(MemorySite.Start, _site.NowUtc));
        _site.SigningKey = SigningKey.Create(_site.NowUtc);
        _keys.Insert(0, _site.SigningKey);
        _site.NowUtc = _site.NowUtc.AddDays(1);
    }

    private async Task<(JwsRefusal? Refusal, string? KeyId)> VerifyAsync(Publication publication)
    {
        var result = await CompactJws.VerifyAsync(publication.Certificate!, Jwks.Build(_keys), "gutcms-review+jwt");
        return (result.Refusal, result.KeyId);
    }

    private Task<Outcome<ReissueCertificates.Result>> ReissueAsync(Actor actor) => new ReissueCertificates(_site.Ports, this).ExecuteAsync(actor, Token);
}
