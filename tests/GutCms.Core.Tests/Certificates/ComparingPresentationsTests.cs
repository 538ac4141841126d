using System.Text.Json.Nodes;
using GutCms.Core.Certificates;
using GutCms.Core.Keys;

namespace GutCms.Core.Tests.Certificates;

/// <summary>What stands around a text in a document, compared with what its certificate states of it.</summary>
public sealed class ComparingPresentationsTests
{
    private static readonly JsonObject KeySet = Jwks.Build([Certificates.Key]);

    private static readonly Dictionary<string, Action<JsonObject>> Fitting = new()
    {
        ["as it was approved"] = _ => { },
        ["without any of it"] = document => Remove(document, "presentation", "presentationHash", "slug", "series", "hotArticles"),
        ["without a slug"] = document => Remove(document, "slug"),
        ["with a series that is not published"] = document => document["series"] = null,
        ["with cards of which one is not published"] = document => document["hotArticles"]!.AsArray().RemoveAt(1),
        ["without cards"] = document => document["hotArticles"] = null,
    };

    private static readonly Dictionary<string, Action<JsonObject>> Altered = new()
    {
        ["another address"] = document => document["slug"] = "mind",
        ["the whole path as address"] = document => document["slug"] = "articles/gut",
        ["another series"] = document => document["series"]!["id"] = "series-2",
        ["a series without an id"] = document => document["series"]!.AsObject().Remove("id"),
        ["a series that is a word"] = document => document["series"] = "series-1",
        ["another card"] = document => document["hotArticles"]![0]!["id"] = "d",
        ["cards in another order"] = document => document["hotArticles"] = Cards("b", "a"),
        ["a card twice"] = document => document["hotArticles"] = Cards("a", "a"),
        ["a card without an id"] = document => document["hotArticles"]![0]!.AsObject().Remove("id"),
        ["a card that is a word"] = document => document["hotArticles"]!.AsArray().Add("c"),
        ["cards that are a word"] = document => document["hotArticles"] = "a",
        ["another presentation"] = document => document["presentation"]!["path"] = "mind/gut",
        ["another hash"] = document => document["presentationHash"] = "sha256:another",
        ["no hash"] = document => Remove(document, "presentationHash"),
        ["a presentation that is a word"] = document => document["presentation"] = "articles/gut",
        ["nothing but a presentation of null"] = document =>
        {
            Remove(document, "presentationHash", "slug", "series", "hotArticles");
            document["presentation"] = null;
        },
        ["nothing but an address"] = document => Remove(document, "presentation", "presentationHash", "series", "hotArticles"),
        ["nothing but a series"] = document => Remove(document, "presentation", "presentationHash", "slug", "hotArticles"),
        ["nothing but cards"] = document => Remove(document, "presentation", "presentationHash", "slug", "series"),
    };

    public static TheoryData<string> WhatFits => [.. Fitting.Keys];

    public static TheoryData<string> WhatWasAltered => [.. Altered.Keys];

    [Theory]
    [MemberData(nameof(WhatFits))]
    public async Task Is_valid(string how) => Assert.Empty((await VerifyAsync(Fitting[how])).Refusals);

    [Theory]
    [MemberData(nameof(WhatWasAltered))]
    public async Task Is_refused_with(string what) => Assert.Equal([CertificateRefusal.PresentationAltered], (await VerifyAsync(Altered[what])).Refusals);

    [Theory]
    [InlineData("item", true)]
    [InlineData("gut", false)]
    public async Task Shows_what_has_no_address_under_its_id(string slug, bool valid)
    {
        var presentation = Presentation();
        presentation["path"] = null;

        Assert.Equal(valid, (await VerifyAsync(document => document["slug"] = slug, presentation)).Valid);
    }

    [Fact]
    public async Task Finds_no_series_and_no_cards_where_none_were_approved()
    {
        var presentation = new JsonObject { ["path"] = "gut" };

        Assert.True((await VerifyAsync(document => Remove(document, "series", "hotArticles"), presentation)).Valid);
        Assert.False((await VerifyAsync(document => Remove(document, "series"), presentation)).Valid);
        Assert.False((await VerifyAsync(document => Remove(document, "hotArticles"), presentation)).Valid);
    }

    [Fact]
    public async Task A_certificate_from_before_presentations_were_bound_says_nothing_of_them() =>
        Assert.True((await VerifyAsync(document => document["slug"] = "mind", certify: certificate => certificate with { PresentationHash = null, PresentationSigned = null })).Valid);

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task Warns_when_nobody_signed_the_presentation(bool isSigned, bool warns)
    {
        var result = await VerifyAsync(_ => { }, certify: certificate => certificate with { PresentationSigned = isSigned });

        Assert.Equal(warns, result.Warnings.Contains(CertificateWarning.PresentationChangedSinceApproval));
    }

    private static async Task<CertificateVerification> VerifyAsync(Action<JsonObject> change, JsonObject? presentation = null, Func<ReviewCertificate, ReviewCertificate>? certify = null)
    {
        presentation ??= Presentation();
        var hash = Certificates.HashOf(presentation);
        var document = Certificates.Delivered();
        document["presentation"] = presentation.DeepClone();
        document["presentationHash"] = hash;
        document["slug"] = "gut";
        document["series"] = new JsonObject { ["id"] = "series-1", ["title"] = "Gut" };
        document["hotArticles"] = Cards("a", "b");
        var certificate = Certificates.For(document) with { PresentationHash = hash, PresentationSigned = true };
        var jws = CertificateIssuer.Issue(certify?.Invoke(certificate) ?? certificate, Certificates.Key, Certificates.Issuer);
        change(document);
        return await new CertificateVerifier(new FixedTime(Certificates.Now)).VerifyAsync(jws, new(Certificates.Issuer, KeySet), document);
    }

    private static JsonObject Presentation() => new() { ["path"] = "articles/gut", ["series"] = "series-1", ["hotArticles"] = new JsonArray("a", "b") };

    private static JsonArray Cards(params string[] ids) => new([.. ids.Select(id => (JsonNode)new JsonObject { ["id"] = id })]);

    private static void Remove(JsonObject document, params string[] members)
    {
        foreach (var member in members)
        {
            document.Remove(member);
        }
    }
}
