using System.Security.Cryptography;
using System.Text.Json.Nodes;
using GutCms.Core.Storage;
using GutCms.Web.Storage.Databases;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Server;

namespace GutCms.Web.Features.Clients;

/// <summary>
/// The keys of identity tokens, as a document of kind <c>token-key</c> encrypted by data protection. Access and refresh tokens are protected by data
/// protection itself.
/// </summary>
internal sealed class TokenKeys(IContentStore store, Database database, IDataProtectionProvider protection) : IConfigureOptions<OpenIddictServerOptions>
{
    /// <summary>Kind of the document.</summary>
    public const string Kind = "token-key";

    /// <summary>Name of the document.</summary>
    public const string Name = "tokens";

    /// <summary>What it is encrypted for.</summary>
    public const string Purpose = "GutCms.TokenKey.v1";

    private const int EncryptionKeyBytes = 32;

    private readonly IDataProtector _protector = protection.CreateProtector(Purpose);

    /// <summary>Makes the keys where there are none.</summary>
    public async Task EnsureAsync(CancellationToken cancellationToken)
    {
        await using (var reading = await store.ReadAsync(cancellationToken))
        {
            if (await reading.GetDocumentAsync(Kind, Name, cancellationToken) is not null)
            {
                return;
            }
        }

        var document = Create(_protector);
        await using var work = await store.BeginAsync(cancellationToken);
        if (await work.GetDocumentAsync(Kind, Name, cancellationToken) is null)
        {
            await work.SaveDocumentAsync(Kind, Name, document, cancellationToken);
            await work.CommitAsync(cancellationToken);
        }
    }

    /// <summary>New keys, encrypted, as a document.</summary>
    public static JsonObject Create(IDataProtector protector)
    {
        using var signing = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new JsonObject
        {
            ["signing"] = Convert.ToBase64String(protector.Protect(signing.ExportPkcs8PrivateKey())),
            ["encryption"] = Convert.ToBase64String(protector.Protect(RandomNumberGenerator.GetBytes(EncryptionKeyBytes))),
        };
    }

    /// <inheritdoc/>
    /// <remarks>Read without awaiting, once in the life of a process, because options are made that way.</remarks>
    public void Configure(OpenIddictServerOptions options)
    {
        using var context = database.CreateContext();
        var json = context.Documents.AsNoTracking().Where(row => row.Kind == Kind && row.Name == Name).Select(row => row.Json).Single();
        var document = JsonNode.Parse(json)!;
        var signing = ECDsa.Create();
        signing.ImportPkcs8PrivateKey(Decrypt(document["signing"]), out _);
        options.SigningCredentials.Add(new(new ECDsaSecurityKey(signing), SecurityAlgorithms.EcdsaSha256));
        options.EncryptionCredentials.Add(new(
            new SymmetricSecurityKey(Decrypt(document["encryption"])), SecurityAlgorithms.Aes256KW, SecurityAlgorithms.Aes256CbcHmacSha512));
    }

    private byte[] Decrypt(JsonNode? value) => _protector.Unprotect(Convert.FromBase64String((string)value!));
}
