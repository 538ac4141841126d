using System.Security.Cryptography;
using System.Text.Json.Nodes;
using GutCms.Core.Content;
using GutCms.Web.Storage.Databases;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Server;

namespace GutCms.Web.Features.Tokens;

/// <summary>
/// The keys of identity tokens, as a document of kind <c>token-key</c> encrypted by data protection. Access and refresh tokens are protected by data
/// protection itself.
/// </summary>
internal sealed class TokenKeys(IContentStore store, Database database, IDataProtectionProvider protection) : IConfigureOptions<OpenIddictServerOptions>
{
    private const string Kind = "token-key";
    private const string Name = "tokens";
    private const int EncryptionKeyBytes = 32;

    private readonly IDataProtector _protector = protection.CreateProtector("GutCms.TokenKey.v1");

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

        using var signing = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var document = new JsonObject
        {
            ["signing"] = Convert.ToBase64String(_protector.Protect(signing.ExportPkcs8PrivateKey())),
            ["encryption"] = Convert.ToBase64String(_protector.Protect(RandomNumberGenerator.GetBytes(EncryptionKeyBytes))),
        };
        await using var work = await store.BeginAsync(cancellationToken);
        if (await work.GetDocumentAsync(Kind, Name, cancellationToken) is null)
        {
            await work.SaveDocumentAsync(Kind, Name, document, cancellationToken);
            await work.CommitAsync(cancellationToken);
        }
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
