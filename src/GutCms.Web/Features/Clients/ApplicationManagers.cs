using System.Text.Json;
using GutCms.Core.Storage;
using GutCms.Web.Storage.Model;
using GutCms.Web.Storage.UnitOfWork;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using OpenIddict.Abstractions;
using OpenIddict.Core;
using OpenIddict.EntityFrameworkCore;
using OpenIddict.EntityFrameworkCore.Models;

namespace GutCms.Web.Features.Clients;

/// <summary>Makes managers of API clients that work inside a given context, so that a change of a client and its audit entry are one transaction.</summary>
internal sealed class ApplicationManagers(
    IMemoryCache cache,
    IOptionsMonitor<OpenIddictCoreOptions> core,
    IOptionsMonitor<OpenIddictEntityFrameworkCoreOptions> storage,
    ILogger<OpenIddictApplicationManager<OpenIddictEntityFrameworkCoreApplication>> logger)
{
    /// <summary>The manager inside a unit of work.</summary>
    public IOpenIddictApplicationManager In(IUnitOfWork work) => Over(EfUnitOfWork.ContextOf(work));

    /// <summary>The manager over a context.</summary>
    public IOpenIddictApplicationManager Over(GutCmsDbContext context)
    {
        var store = new OpenIddictEntityFrameworkCoreApplicationStore<
            OpenIddictEntityFrameworkCoreApplication, OpenIddictEntityFrameworkCoreAuthorization, OpenIddictEntityFrameworkCoreToken, string>(
            cache, new Borrowed(context), storage);
        return new OpenIddictApplicationManager<OpenIddictEntityFrameworkCoreApplication>(
            new OpenIddictApplicationCache<OpenIddictEntityFrameworkCoreApplication>(core, store), logger, core, store);
    }

    private sealed class Borrowed(GutCmsDbContext context) : IOpenIddictEntityFrameworkCoreContext
    {
        public ValueTask<DbContext> GetDbContextAsync(CancellationToken cancellationToken) => ValueTask.FromResult<DbContext>(context);
    }
}

/// <summary>Roles of an API client, kept in its property <c>roles</c>.</summary>
internal static class ClientRoles
{
    private const string Property = "roles";

    /// <summary>Names of the roles.</summary>
    public static async Task<IReadOnlyList<string>> OfAsync(IOpenIddictApplicationManager manager, object application, CancellationToken cancellationToken)
    {
        var properties = await manager.GetPropertiesAsync(application, cancellationToken);
        return properties.TryGetValue(Property, out var roles) && roles.ValueKind == JsonValueKind.Array
            ? [.. roles.EnumerateArray().Select(role => role.GetString()!)]
            : [];
    }

    /// <summary>Sets them.</summary>
    public static void Set(OpenIddictApplicationDescriptor descriptor, IEnumerable<string> roles) =>
        descriptor.Properties[Property] = JsonSerializer.SerializeToElement(roles.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
}
