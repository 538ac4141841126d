using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using GutCms.Core.Keys;
using Microsoft.IdentityModel.Tokens;

namespace GutCms.Core.Tests.Certificates;

public class KeepingSigningKeysTests
{
    [Fact]
    public void Has_the_thumbprint_as_its_id_when_computed_by_hand()
    {
        var key = SigningKey.Create(Certificates.Now);
        var canonical = $$"""{"crv":"P-256","kty":"EC","x":"{{key.X}}","y":"{{key.Y}}"}""";

        Assert.Equal(Base64UrlEncoder.Encode(SHA256.HashData(Encoding.UTF8.GetBytes(canonical))), key.KeyId);
    }

    [Fact]
    public void Is_the_same_key_when_kept_and_read_back()
    {
        var key = SigningKey.Create(Certificates.Now);

        var read = SigningKey.FromPkcs8(key.ExportPkcs8(), key.CreatedUtc, Certificates.Now.AddDays(1));
        var publicOnly = SigningKey.FromPublicKey(key.ExportPublicKey(), key.CreatedUtc, Certificates.Now.AddDays(1));

        Assert.Equal((key.KeyId, key.X, key.Y), (read.KeyId, read.X, read.Y));
        Assert.Equal((key.KeyId, key.X, key.Y), (publicOnly.KeyId, publicOnly.X, publicOnly.Y));
    }

    [Fact]
    public void Is_refused_when_it_is_on_another_curve()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP384);

        Assert.Throws<CryptographicException>(() => SigningKey.FromPkcs8(other.ExportPkcs8PrivateKey(), Certificates.Now, null));
    }

    [Fact]
    public void Lists_retired_keys_and_nothing_private_when_the_key_set_is_built()
    {
        var retired = SigningKey.Create(Certificates.Now).Retire(Certificates.Now);
        var current = SigningKey.Create(Certificates.Now);

        var keys = Jwks.Build([current, retired])["keys"]!.AsArray();

        Assert.Equal([current.KeyId, retired.KeyId], keys.Select(key => key!["kid"]!.GetValue<string>()));
        Assert.All(keys, key => Assert.Equal(["alg", "crv", "kid", "kty", "use", "x", "y"], key!.AsObject().Select(member => member.Key).Order()));
    }

    [Fact]
    public void Never_prints_the_private_key()
    {
        var key = SigningKey.Create(Certificates.Now);

        Assert.Equal(key.KeyId, key.ToString());
        Assert.DoesNotContain(nameof(SigningKey.PrivateKey), JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(key))!.AsObject().Select(member => member.Key));
    }
}
