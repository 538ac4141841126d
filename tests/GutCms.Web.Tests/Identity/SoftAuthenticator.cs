using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace GutCms.Web.Tests.Identity;

/// <summary>A device with one passkey, as WebAuthn Level 3 says, and what a bad one might answer.</summary>
/// <param name="origin">Where its browser is.</param>
internal sealed class SoftAuthenticator(string origin) : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] _id = RandomNumberGenerator.GetBytes(32);
    private string _userHandle = "";

    /// <summary>Where its browser is.</summary>
    public string Origin { get; set; } = origin;

    /// <summary>It asks for a finger, face or code.</summary>
    public bool Verifies { get; set; } = true;

    /// <summary>It counts its uses; many do not.</summary>
    public bool Counts { get; set; } = true;

    /// <summary>Uses so far.</summary>
    public uint Count { get; set; }

    /// <summary>Id of the passkey, base64url.</summary>
    public string Id => WebEncoders.Base64UrlEncode(_id);

    /// <summary>Answers a question for a new passkey.</summary>
    public string Create(JsonNode options)
    {
        _userHandle = (string)options["user"]!["id"]!;
        var point = _key.ExportParameters(includePrivateParameters: false).Q;
        byte[] cose = [0xA5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20, .. point.X!, 0x22, 0x58, 0x20, .. point.Y!];
        byte[] data = [.. Data((string)options["rp"]!["id"]!, attested: true), .. new byte[16], 0, (byte)_id.Length, .. _id, .. cose];
        byte[] attestation = [0xA3, 0x63, .. "fmt"u8, 0x64, .. "none"u8, 0x67, .. "attStmt"u8, 0xA0, 0x68, .. "authData"u8, 0x58, (byte)data.Length, .. data];
        return Answer(new JsonObject
        {
            ["clientDataJSON"] = WebEncoders.Base64UrlEncode(Client("webauthn.create", options)),
            ["attestationObject"] = WebEncoders.Base64UrlEncode(attestation),
            ["transports"] = new JsonArray("internal"),
        });
    }

    /// <summary>Answers a question at sign-in.</summary>
    public string Get(JsonNode options)
    {
        Count += Counts ? 1u : 0;
        var data = Data((string)options["rpId"]!, attested: false);
        var client = Client("webauthn.get", options);
        return Answer(new JsonObject
        {
            ["clientDataJSON"] = WebEncoders.Base64UrlEncode(client),
            ["authenticatorData"] = WebEncoders.Base64UrlEncode(data),
            ["signature"] = WebEncoders.Base64UrlEncode(_key.SignData([.. data, .. SHA256.HashData(client)], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)),
            ["userHandle"] = _userHandle,
        });
    }

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();

    private byte[] Data(string domain, bool attested)
    {
        var count = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(count, Count);
        return [.. SHA256.HashData(Encoding.UTF8.GetBytes(domain)), (byte)(1 | (Verifies ? 4 : 0) | (attested ? 64 : 0)), .. count];
    }

    private byte[] Client(string type, JsonNode options) => Encoding.UTF8.GetBytes(
        new JsonObject { ["type"] = type, ["challenge"] = (string)options["challenge"]!, ["origin"] = Origin, ["crossOrigin"] = false }.ToJsonString());

    private string Answer(JsonObject response) => new JsonObject
    {
        ["id"] = Id,
        ["rawId"] = Id,
        ["type"] = "public-key",
        ["clientExtensionResults"] = new JsonObject(),
        ["response"] = response,
    }.ToJsonString();
}
