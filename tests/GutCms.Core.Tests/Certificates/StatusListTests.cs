using System.IO.Compression;
using System.Text.Json.Nodes;
using GutCms.Core.Certificates;
using GutCms.Core.Certificates.Status;
using GutCms.Core.Keys;
using Microsoft.IdentityModel.Tokens;

namespace GutCms.Core.Tests.Certificates;

public class StatusListTests
{
    private const string Uri = "https://gut.example/status-lists/1";

    private static readonly DateTimeOffset Now = new(Certificates.Now);

    [Fact]
    public void Reads_the_examples_of_the_specification()
    {
        var one = new JsonObject { ["bits"] = 1, ["lst"] = "eNrbuRgAAhcBXQ" };
        var two = new JsonObject { ["bits"] = 2, ["lst"] = "eNo76fITAAPfAgc" };

        Assert.Equal([1, 0, 0, 1, 1, 1, 0, 1, 1, 1, 0, 0, 0, 1, 0, 1], Enumerable.Range(0, 16).Select(index => StatusList.Find(one, index)!.Value));
        Assert.Equal([1, 2, 0, 3, 0, 1, 0, 1, 1, 2, 3, 3], Enumerable.Range(0, 12).Select(index => StatusList.Find(two, index)!.Value));
        Assert.Null(StatusList.Find(two, 12));
        Assert.Null(StatusList.Find(two, -1));
    }

    [Fact]
    public void Writes_two_bits_for_each_place_the_lowest_first()
    {
        var list = StatusList.Write(8, [new(0, CertificateStatus.Invalid), new(3, CertificateStatus.Superseded), new(5, CertificateStatus.Valid), new(7, CertificateStatus.Invalid)]);

        using var plain = new MemoryStream();
        using (var zlib = new ZLibStream(new MemoryStream(Base64UrlEncoder.DecodeBytes((string)list["lst"]!)), CompressionMode.Decompress))
        {
            zlib.CopyTo(plain);
        }

        Assert.Equal([0b11_00_00_01, 0b01_00_00_00], plain.ToArray());
        Assert.Equal(2, (int)list["bits"]!);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"bits":3,"lst":"eNo76fITAAPfAgc"}""")]
    [InlineData("""{"bits":2,"lst":"not zlib"}""")]
    [InlineData("""{"bits":2,"lst":"AAAA"}""")]
    [InlineData("""{"bits":"2","lst":"eNo76fITAAPfAgc"}""")]
    public void Finds_nothing_in_what_is_no_list(string json) => Assert.Null(StatusList.Find(JsonNode.Parse(json)!.AsObject(), 0));

    [Fact]
    public void Unpacks_no_list_beyond_a_megabyte()
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            zlib.Write(new byte[(1 << 20) + 1]);
        }

        Assert.Null(StatusList.Find(new JsonObject { ["bits"] = 2, ["lst"] = Base64UrlEncoder.Encode(packed.ToArray()) }, 0));
    }

    [Theory]
    [InlineData(CertificateStatus.Valid, null)]
    [InlineData(CertificateStatus.Invalid, CertificateRefusal.WithdrawnOrRevoked)]
    [InlineData(CertificateStatus.Superseded, CertificateRefusal.Superseded)]
    public async Task Decides_about_a_certificate(CertificateStatus status, CertificateRefusal? expected)
    {
        var result = await VerifyAsync(Token(claims => claims["status_list"] = StatusList.Write(8, [new(5, status)])));

        CertificateRefusal[] refusals = expected is { } refusal ? [refusal] : [];
        Assert.Equal(refusals, result.Refusals);
        Assert.DoesNotContain(CertificateWarning.StatusNotChecked, result.Warnings);
    }

    [Fact]
    public async Task Says_that_the_status_was_not_checked_or_cannot_be()
    {
        Assert.Equal([CertificateWarning.StatusNotChecked], (await VerifyAsync(null)).Warnings);

        var result = await VerifyAsync(null, status: false);
        Assert.True(result.Valid);
        Assert.Equal([CertificateWarning.NoStatus], result.Warnings);
    }

    [Fact]
    public async Task Refuses_a_list_that_is_not_the_one_or_not_in_force()
    {
        var stranger = SigningKey.Create(Certificates.Now);
        string[] lists =
        [
            "",
            Token(claims => claims["sub"] = "https://gut.example/status-lists/2"),
            Token(claims => claims["iat"] = Now.ToUnixTimeSeconds() + 3600),
            Token(claims => claims["exp"] = Now.ToUnixTimeSeconds()),
            Token(claims => claims["exp"] = "never"),
            Token(claims => claims["status_list"] = StatusList.Write(4, [])),
            Token(claims => claims.Remove("status_list")),
            Token(_ => { }, stranger),
            CompactJws.Sign(Certificates.Key, ReviewCertificate.JwsType, Claims()),
        ];

        foreach (var list in lists)
        {
            Assert.Equal([CertificateRefusal.StatusUnreadable], (await VerifyAsync(list)).Refusals);
        }
    }

    private static Task<CertificateVerification> VerifyAsync(string? list, bool status = true)
    {
        var delivered = Certificates.Delivered();
        var certificate = Certificates.For(delivered) with { Status = status ? new(new(5, Uri)) : null };
        var jws = CertificateIssuer.Issue(certificate, Certificates.Key, Certificates.Issuer);
        return new CertificateVerifier(new FixedTime(Certificates.Now)).VerifyAsync(jws, new(Certificates.Issuer, Jwks.Build([Certificates.Key])) { StatusList = list }, delivered);
    }

    private static JsonObject Claims() => StatusListToken.Claims(Uri, Now.ToUnixTimeSeconds(), 30, StatusList.Write(8, []));

    private static string Token(Action<JsonObject> change, SigningKey? key = null)
    {
        var claims = Claims();
        change(claims);
        return CompactJws.Sign(key ?? Certificates.Key, StatusListToken.JwsType, claims);
    }
}
