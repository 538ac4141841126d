using System.Security.Cryptography;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using GutCms.Core.Storage;
using GutCms.Core.Texts;
using GutCms.Web.Features.Clients;
using GutCms.Web.Features.Users;
using GutCms.Web.Features.Webhooks;
using GutCms.Web.Storage.UnitOfWork;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace GutCms.Web.Features.Keys;

/// <summary>
/// Replaces all keys of data protection by a new one, and encrypts with it what has to stay readable. Whatever else the old keys protected (cookies, tokens, links) is worth
/// nothing from the commit on.
/// </summary>
internal sealed class ReplaceProtection(IDataProtectionProvider old, IOptions<KeyOptions> options)
{
    /// <summary>Does it inside a transaction.</summary>
    /// <exception cref="IdentityRefusedException">Something cannot be decrypted with the present keys; nothing may be kept then.</exception>
    public async Task ExecuteAsync(IUnitOfWork work, CancellationToken cancellationToken)
    {
        var ring = new Ring();
        var fresh = KeyProtection.Over(ring, options.Value);
        fresh.CreateProtector(nameof(ReplaceProtection)).Protect([]);

        var context = EfUnitOfWork.ContextOf(work);
        try
        {
            await SigningKeysAsync(work, fresh, cancellationToken);
            await AuthenticatorKeysAsync(context, fresh, cancellationToken);
            await WebhookSecretsAsync(work, fresh, cancellationToken);
        }
        catch (CryptographicException exception)
        {
            throw new IdentityRefusedException(Sentence.Verbatim(
                $"What the present keys protect cannot be decrypted ({exception.Message.TrimEnd('.')}); nothing was changed. Check GutCms:Keys:Certificate and GutCms:Keys:FormerCertificates."));
        }

        await work.SaveDocumentAsync(TokenKeys.Kind, TokenKeys.Name, TokenKeys.Create(fresh.CreateProtector(TokenKeys.Purpose)), cancellationToken);
        await context.DataProtectionKeys.ExecuteDeleteAsync(cancellationToken);
        foreach (var key in ring.GetAllElements())
        {
            context.DataProtectionKeys.Add(new() { FriendlyName = (string?)key.Attribute("id"), Xml = key.ToString(SaveOptions.DisableFormatting) });
        }

        await context.SaveChangesAsync(cancellationToken);
    }

    private async Task SigningKeysAsync(IUnitOfWork work, IDataProtectionProvider fresh, CancellationToken cancellationToken)
    {
        var (from, to) = (old.CreateProtector(SigningKeyDocuments.Purpose), fresh.CreateProtector(SigningKeyDocuments.Purpose));
        foreach (var (keyId, document) in await work.ListDocumentsAsync(SigningKeyDocuments.Kind, cancellationToken))
        {
            if ((string?)document[SigningKeyDocuments.PrivateKey] is { } encrypted)
            {
                var changed = (JsonObject)document.DeepClone();
                changed[SigningKeyDocuments.PrivateKey] = Convert.ToBase64String(to.Protect(from.Unprotect(Convert.FromBase64String(encrypted))));
                await work.SaveDocumentAsync(SigningKeyDocuments.Kind, keyId, changed, cancellationToken);
            }
        }
    }

    private async Task WebhookSecretsAsync(IUnitOfWork work, IDataProtectionProvider fresh, CancellationToken cancellationToken)
    {
        var (from, to) = (old.CreateProtector(WebhookReceivers.Purpose), fresh.CreateProtector(WebhookReceivers.Purpose));
        foreach (var (receiverId, document) in await work.ListDocumentsAsync(WebhookReceivers.Kind, cancellationToken))
        {
            var changed = (JsonObject)document.DeepClone();
            foreach (var name in WebhookReceivers.Encrypted)
            {
                if ((string?)changed[name] is { } encrypted)
                {
                    changed[name] = to.Protect(from.Unprotect(encrypted));
                }
            }

            await work.SaveDocumentAsync(WebhookReceivers.Kind, receiverId, changed, cancellationToken);
        }
    }

    private async Task AuthenticatorKeysAsync(DbContext context, IDataProtectionProvider fresh, CancellationToken cancellationToken)
    {
        var (from, to) = (old.CreateProtector(GutCmsUserStore.Purpose), fresh.CreateProtector(GutCmsUserStore.Purpose));
        foreach (var token in await context.Set<Microsoft.AspNetCore.Identity.IdentityUserToken<string>>().Where(row => row.Name == GutCmsUserStore.AuthenticatorKey).ToListAsync(cancellationToken))
        {
            token.Value = token.Value is { } encrypted ? to.Protect(from.Unprotect(encrypted)) : null;
        }
    }

    private sealed class Ring : IXmlRepository
    {
        private readonly List<XElement> _elements = [];

        public IReadOnlyCollection<XElement> GetAllElements() => [.. _elements.Select(element => new XElement(element))];

        public void StoreElement(XElement element, string friendlyName) => _elements.Add(new XElement(element));
    }
}
