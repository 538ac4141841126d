using GutCms.Core.Certificates.Status;
using GutCms.Core.Keys;
using GutCms.Core.Reviews.Certifying;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Storage;
using GutCms.Core.Tests.Reviews;
using GutCms.Core.Tests.Reviews.Memory;
using GutCms.Core.Texts;

namespace GutCms.Core.Tests.Certificates;

/// <summary>Where certificates stand in status lists, and what the lists say of them.</summary>
public sealed class PlacesOfCertificatesTests : ISigningKeys, ICertificateIssuer
{
    private readonly MemorySite _site = new();
    private readonly List<SigningKey> _keys = [];

    public PlacesOfCertificatesTests() => _keys.Add(_site.SigningKey);

    public Sentence? Obstacle { get; private set; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_list_is_half_full_at_most_and_then_another_begins()
    {
        var first = await TakeAsync(Enumerable.Range(0, StatusPlaces.Length / 2).Select(number => $"a{number}"));
        Assert.Equal((1, 1), (first.Min(place => place.List), first.Max(place => place.List)));
        Assert.Equal(first.Count, first.Select(place => place.Index).Distinct().Count());
        Assert.All(first, place => Assert.InRange(place.Index, 0, StatusPlaces.Length - 1));

        Assert.Equal([2, 2], (await TakeAsync(["b", "c"])).Select(place => place.List));
        Assert.Equal([2], (await TakeAsync(["d"])).Select(place => place.List));
        Assert.Equal(StatusPlaces.Length / 2 + 3, _site.State.Issued.Count);
    }

    [Fact]
    public async Task A_site_that_has_moved_begins_another_list_and_one_without_an_address_has_none()
    {
        await TakeAsync(["a"]);

        Assert.Equal([("b", 2, "https://moved.example")], (await TakeAsync(["b"], "https://moved.example/")).Select(place => (place.ContentItemId, place.List, place.Issuer)));
        Assert.Empty(await TakeAsync(["c"], "no address"));
        Assert.Empty(await TakeAsync([]));
        Assert.Equal(2, _site.State.Issued.Count);
    }

    [Fact]
    public async Task Says_of_each_certificate_how_it_stands()
    {
        var id = await _site.ArticleInAsync(ReviewState.Published);
        var (place, state, publication) = (_site.State.Issued.Single(certificate => certificate.ContentItemId == id), _site.State, _site.State.Publications[id]);
        Assert.Equal(CertificateStatus.Valid, await StatusAsync(place));

        _site.Store.State = state with { Issued = state.Issued.ConvertAll(certificate => certificate == place ? certificate with { Status = CertificateStatus.Superseded } : certificate) };
        Assert.Equal(CertificateStatus.Superseded, await StatusAsync(place));
        _site.Store.State = state with { Publications = state.Publications.SetItem(id, publication with { VersionId = "another" }) };
        Assert.Equal(CertificateStatus.Superseded, await StatusAsync(place));
        _site.Store.State = state with { Versions = state.Versions.ConvertAll(version => version.Item.ContentItemId == id ? version with { Item = version.Item with { Published = false } } : version) };
        Assert.Equal(CertificateStatus.Invalid, await StatusAsync(place));

        _site.Store.State = state;
        _keys[0] = _site.SigningKey.Revoke(MemorySite.Start, _site.NowUtc);
        _keys.Insert(0, SigningKey.Create(_site.NowUtc));
        Assert.Equal(CertificateStatus.Invalid, await StatusAsync(place));
        _keys.RemoveAt(1);
        Assert.Equal(CertificateStatus.Invalid, await StatusAsync(place));
    }

    [Fact]
    public async Task Says_the_same_within_an_hour_under_the_same_tag()
    {
        await _site.ArticleInAsync(ReviewState.Published);
        _site.NowUtc = MemorySite.Start.AddMinutes(59);
        var first = await ReadAsync();
        _site.NowUtc = MemorySite.Start.AddMinutes(1);

        Assert.Equal(first.Tag, (await ReadAsync()).Tag);
        var payload = (await CompactJws.VerifyAsync(first.Token, Jwks.Build(_keys), StatusListToken.JwsType)).Payload!;
        Assert.Equal(new DateTimeOffset(MemorySite.Start).ToUnixTimeSeconds(), (long)payload["iat"]!);
        _site.NowUtc = MemorySite.Start.AddMinutes(60);
        Assert.NotEqual(first.Tag, (await ReadAsync()).Tag);
    }

    [Fact]
    public async Task A_list_of_one_certificate_says_how_that_stands()
    {
        await _site.PublishedDisclaimerAsync();

        Assert.Equal(CertificateStatus.Valid, await StatusAsync(Assert.Single(_site.State.Issued)));
    }

    [Fact]
    public async Task There_is_none_of_another_number_and_none_of_a_site_that_may_not_sign()
    {
        await _site.ArticleInAsync(ReviewState.Published);
        var use = new GetStatusList(_site.Store, this, this, _site);
        Assert.Equal(RefusalKind.NotFound, (await use.ExecuteAsync(2, 60, Token)).Refusal!.Kind);

        Obstacle = Sentence.Verbatim("It has no address.");

        var refusal = (await use.ExecuteAsync(1, 60, Token)).Refusal!;
        Assert.Equal((RefusalKind.Conflict, "It has no address."), (refusal.Kind, refusal.Message));
    }

    [Theory]
    [InlineData(true, null)]
    [InlineData(false, null)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public async Task A_certificate_says_whether_a_trial_has_signed_it_and_whether_two_administrators_watch(bool trial, bool? fourEyes)
    {
        var id = await _site.ArticleInAsync(ReviewState.Published);
        var decisions = _site.State.Decisions.Where(decision => decision.ReviewId == _site.State.Publications[id].ReviewId).ToList();
        using var signer = new CertificateSigner(_site.SigningKey, "https://gut.example/", trial) { FourEyesAdministration = fourEyes };
        var request = new CertificateRequest("item", "version", decisions[0].ContentHash, _site.State.Reviews[0].Policy, [.. decisions], null, MemorySite.Start, null);

        var payload = (await CompactJws.VerifyAsync(signer.Sign(request), Jwks.Build(_keys), GutCms.Core.Certificates.ReviewCertificate.JwsType)).Payload!;

        Assert.Equal((trial ? true : (bool?)null, fourEyes), ((bool?)payload["trial"], (bool?)payload["fourEyesAdministration"]));
        Assert.Equal("https://gut.example", signer.Issuer);
    }

    [Theory]
    [InlineData(null, "p", null)]
    [InlineData("p", "p", true)]
    [InlineData("p", "q", false)]
    public async Task A_presentation_is_signed_when_all_of_one_run_signed_it(string? hash, string seen, bool? isSigned)
    {
        await _site.ArticleInAsync(ReviewState.Published);
        var decision = _site.State.Decisions[0] with { PresentationHash = seen };
        var request = new CertificateRequest("item", "version", "hash", _site.State.Reviews[0].Policy, [decision, decision with { ReviewId = "renewal", PresentationHash = "r" }], null, MemorySite.Start, null) { PresentationHash = hash };

        Assert.Equal(isSigned, request.PresentationSigned);
        Assert.Equal(hash is null ? null : false, (request with { Approvals = [decision, decision with { PresentationHash = "r" }] }).PresentationSigned);
    }

    public ValueTask<SigningKey> GetCurrentAsync(CancellationToken cancellationToken) => new(_keys[0]);

    public ValueTask<IReadOnlyList<SigningKey>> GetAllAsync(CancellationToken cancellationToken) => new(_keys);

    public Task<ICertificateSigner?> OpenAsync(IUnitOfWork work, CancellationToken cancellationToken) => throw new NotSupportedException();

    private async Task<IReadOnlyCollection<IssuedCertificate>> TakeAsync(IEnumerable<string> ids, string issuer = "https://gut.example")
    {
        using var signer = new CertificateSigner(_site.SigningKey, issuer);
        await using var work = await _site.Store.BeginAsync(Token);
        var taken = await StatusPlaces.TakeAsync(
            work.Reviews.Register, [.. ids.Select(id => new Publication(id, "version", "hash", PublicationBasis.Approved, MemorySite.Start))], signer, MemorySite.Start, Token);
        await work.CommitAsync(Token);
        return [.. taken.Values];
    }

    private async Task<GetStatusList.Result> ReadAsync() => Deeds.Done(await new GetStatusList(_site.Store, this, this, _site).ExecuteAsync(1, 60, Token));

    private async Task<CertificateStatus?> StatusAsync(IssuedCertificate place) =>
        (CertificateStatus?)await StatusListToken.FindAsync((await ReadAsync()).Token, Jwks.Build(_keys), place.ToEntry(), _site.GetUtcNow());
}
