using GutCms.Web.Features.Users;
using GutCms.Web.Storage.Databases;

namespace GutCms.Web.Features.Providers;

/// <summary>Says at each start which roles the configuration of a provider names that the site does not have.</summary>
internal sealed class UnknownProviderRoles(SignInProviders providers, Database database)
{
    /// <summary>Writes it on standard error; nothing when all are there. A recipe that runs later may bring them, so the site starts.</summary>
    public async Task WarnAsync(CancellationToken cancellationToken)
    {
        if (providers.All.All(provider => provider.Options.Roles.Length == 0))
        {
            return;
        }

        await using var context = database.CreateContext();
        var known = (await Accounts.RolesAsync(context, cancellationToken)).Keys.Order(StringComparer.Ordinal).ToList();
        foreach (var provider in providers.All)
        {
            foreach (var role in provider.Options.Roles.Select(role => role.Role).Except(known, StringComparer.Ordinal))
            {
                await Console.Error.WriteLineAsync(
                    $"{ProviderOptions.Section}:{provider.Name}:Roles names the role '{role}', which this site does not have, so nobody gets it. Roles here: {string.Join(", ", known)}.");
            }
        }
    }
}
