using System.Security.Cryptography;
using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Web.Features.Users;
using GutCms.Web.Features.Clients;
using GutCms.Web.Features.Powers;
using GutCms.Web.Storage.UnitOfWork;
using GutCms.Web.Texts;
using Microsoft.EntityFrameworkCore;
using OpenIddict.Abstractions;
using OpenIddict.EntityFrameworkCore.Models;

namespace GutCms.Web.Features.Tokens;

/// <summary>An API client as it is registered.</summary>
/// <param name="ClientId">Id, 1 to 100 characters: letters, digits, dot, hyphen, underscore.</param>
/// <param name="DisplayName">Name for people.</param>
/// <param name="Roles">Roles that it holds when it acts by itself.</param>
/// <param name="RedirectUris">Where codes may be sent; with at least one it may act for people who sign in.</param>
/// <param name="IsPublic">It runs where it cannot keep a secret (browser, phone): it has none, and acts for people only.</param>
internal sealed record ClientRegistration(string ClientId, string DisplayName, IReadOnlyList<string> Roles, IReadOnlyList<Uri> RedirectUris, bool IsPublic)
{
    /// <summary>It may obtain tokens with its own secret.</summary>
    public bool ActsByItself { get; init; } = !IsPublic;
}

/// <summary>Writes registrations of API clients inside a transaction. Secrets are kept as hashes only.</summary>
internal sealed class ClientRegistrations(ApplicationManagers managers, IAccountPowers powers)
{
    private const int SecretBytes = 32;

    /// <summary>A new secret: 256 random bits.</summary>
    public static string NewSecret() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretBytes));

    /// <summary>Whether a text has the form of a client id.</summary>
    public static bool IsClientId(string? text) => text is { Length: > 0 and <= 100 } && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_');

    /// <summary>Registers a client, or changes the one of that id. Records it.</summary>
    /// <param name="work">The transaction.</param>
    /// <param name="actor">Who does it.</param>
    /// <param name="client">The registration.</param>
    /// <param name="secret">Its secret; null: it keeps the one that it has.</param>
    /// <param name="nowUtc">UTC.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>What happened: true created, false changed, null it was like that.</returns>
    /// <exception cref="IdentityRefusedException">A role does not exist, or the registration is not permitted.</exception>
    public async Task<bool?> SaveAsync(IUnitOfWork work, Actor actor, ClientRegistration client, string? secret, DateTime nowUtc, CancellationToken cancellationToken)
    {
        await CheckAsync(work, actor, client, cancellationToken);
        var manager = managers.In(work);
        var found = await manager.FindByClientIdAsync(client.ClientId, cancellationToken);
        if (found is null && secret is null && !client.IsPublic)
        {
            throw new IdentityRefusedException(SiteSentence.Of("Client.NeedsSecret", client.ClientId));
        }

        var descriptor = new OpenIddictApplicationDescriptor();
        if (found is not null)
        {
            await Rights.RequirePowerOverAsync(work, actor, await ClientRoles.OfAsync(manager, found, cancellationToken), SiteSentence.Of("May.Client"), cancellationToken);
            await manager.PopulateAsync(descriptor, found, cancellationToken);
        }

        var before = Describe(descriptor);
        Fill(descriptor, client);
        var newSecret = secret is not null && (found is null || !await manager.ValidateClientSecretAsync(found, secret, cancellationToken));
        if (secret is not null && !newSecret)
        {
            // Whoever names the secret has seen it.
            await powers.RecordAsync(work, actor, ActorResolver.ClientPrefix + client.ClientId, [AccountPower.Secret], nowUtc, cancellationToken);
        }

        if (found is not null && !newSecret && Describe(descriptor) == before)
        {
            return null;
        }

        await WriteAsync(manager, found, descriptor, found is null || newSecret ? secret : null, cancellationToken);
        await TakeInHandAsync(work, actor, client.ClientId, found, newSecret, nowUtc, cancellationToken);
        await work.Audit.AppendAsync(
            new(nowUtc, actor, AuditActions.ClientChange)
            {
                Details = new JsonObject
                {
                    ["clientId"] = client.ClientId,
                    ["change"] = found is null ? "registered" : newSecret ? "new-secret" : "changed",
                    ["roles"] = new JsonArray([.. client.Roles.Select(role => JsonValue.Create(role))]),
                },
            },
            cancellationToken);
        return found is null;
    }

    /// <summary>What is written through the client counts as written by whoever registered it and by whoever saw its secret last.</summary>
    private async Task TakeInHandAsync(IUnitOfWork work, Actor actor, string clientId, object? found, bool newSecret, DateTime nowUtc, CancellationToken cancellationToken)
    {
        var account = ActorResolver.ClientPrefix + clientId;
        await powers.RecordAsync(work, actor, account, [AccountPower.Registration], nowUtc, cancellationToken);
        if (!newSecret)
        {
            return;
        }

        await powers.EndAsync(work, account, [AccountPower.Secret], [], nowUtc, cancellationToken);
        await powers.RecordAsync(work, actor, account, [AccountPower.Secret], nowUtc, cancellationToken);
        if (found is OpenIddictEntityFrameworkCoreApplication { Id: { } id })
        {
            // Whoever saw the one before has no token that goes on.
            await EfUnitOfWork.ContextOf(work).Set<OpenIddictEntityFrameworkCoreToken>().Where(token => token.Application!.Id == id)
                .ExecuteUpdateAsync(token => token.SetProperty(row => row.Status, OpenIddictConstants.Statuses.Revoked), cancellationToken);
        }
    }

    /// <summary>A null secret leaves the stored one; another is hashed by the manager.</summary>
    private static async Task WriteAsync(
        IOpenIddictApplicationManager manager, object? found, OpenIddictApplicationDescriptor descriptor, string? secret, CancellationToken cancellationToken)
    {
        if (found is null)
        {
            descriptor.ClientSecret = secret;
            await manager.CreateAsync(descriptor, cancellationToken);
            return;
        }

        await manager.PopulateAsync(found, descriptor, cancellationToken);
        if (secret is null)
        {
            await manager.UpdateAsync(found, cancellationToken);
        }
        else
        {
            await manager.UpdateAsync(found, secret, cancellationToken);
        }
    }

    private static async Task CheckAsync(IUnitOfWork work, Actor actor, ClientRegistration client, CancellationToken cancellationToken)
    {
        await Rights.RequireGrantsAsync(work, actor, client.Roles, [], cancellationToken);
        if (!IsClientId(client.ClientId))
        {
            throw new IdentityRefusedException(SiteSentence.Of("Client.Id", client.ClientId));
        }

        if (client.IsPublic && client.RedirectUris.Count == 0)
        {
            throw new IdentityRefusedException(SiteSentence.Of("Client.NeedsRedirect", client.ClientId));
        }

        if (client.RedirectUris.FirstOrDefault(uri => !uri.IsAbsoluteUri || uri.Fragment.Length > 0 || (uri.Scheme == Uri.UriSchemeHttp && !uri.IsLoopback) || uri.Scheme is "javascript" or "data") is { } wrong)
        {
            throw new IdentityRefusedException(SiteSentence.Of("Client.Redirect", wrong));
        }
    }

    private static void Fill(OpenIddictApplicationDescriptor descriptor, ClientRegistration client)
    {
        descriptor.ClientId = client.ClientId;
        descriptor.DisplayName = client.DisplayName;
        descriptor.ClientType = client.IsPublic ? OpenIddictConstants.ClientTypes.Public : OpenIddictConstants.ClientTypes.Confidential;
        descriptor.ConsentType = OpenIddictConstants.ConsentTypes.Implicit;
        descriptor.RedirectUris.Clear();
        descriptor.RedirectUris.UnionWith(client.RedirectUris);
        descriptor.Permissions.Clear();
        descriptor.Permissions.UnionWith(
        [
            OpenIddictConstants.Permissions.Endpoints.Token,
            OpenIddictConstants.Permissions.Endpoints.Revocation,
            OpenIddictConstants.Permissions.Scopes.Profile,
            .. TokenScopes.All.Select(scope => OpenIddictConstants.Permissions.Prefixes.Scope + scope),
        ]);
        if (client.ActsByItself)
        {
            descriptor.Permissions.Add(OpenIddictConstants.Permissions.GrantTypes.ClientCredentials);
        }

        if (client.RedirectUris.Count > 0)
        {
            descriptor.Permissions.UnionWith(
            [
                OpenIddictConstants.Permissions.Endpoints.Authorization,
                OpenIddictConstants.Permissions.GrantTypes.AuthorizationCode,
                OpenIddictConstants.Permissions.GrantTypes.RefreshToken,
                OpenIddictConstants.Permissions.ResponseTypes.Code,
            ]);
            descriptor.Requirements.Add(OpenIddictConstants.Requirements.Features.ProofKeyForCodeExchange);
        }
        else
        {
            descriptor.Requirements.Remove(OpenIddictConstants.Requirements.Features.ProofKeyForCodeExchange);
        }

        ClientRoles.Set(descriptor, client.Roles);
    }

    private static string Describe(OpenIddictApplicationDescriptor descriptor) => string.Join(
        '\n',
        descriptor.DisplayName,
        descriptor.ClientType,
        string.Join(' ', descriptor.RedirectUris.Select(uri => uri.AbsoluteUri).Order(StringComparer.Ordinal)),
        string.Join(' ', descriptor.Permissions.Order(StringComparer.Ordinal)),
        string.Join(' ', descriptor.Properties.OrderBy(property => property.Key, StringComparer.Ordinal).Select(property => $"{property.Key}={property.Value}")));
}
