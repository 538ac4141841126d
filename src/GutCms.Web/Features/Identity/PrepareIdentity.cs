using GutCms.Core.Keys;
using GutCms.Web.Features.Users;
using GutCms.Web.Features.Clients;
using GutCms.Web.Features.Errors;
using GutCms.Web.Features.Hosting;
using GutCms.Web.Storage.Databases;
using Microsoft.AspNetCore.DataProtection;

namespace GutCms.Web.Features.Identity;

/// <summary>What every start makes sure of after the database is there: keys and a first administrator. A second time it changes nothing.</summary>
internal sealed class PrepareIdentity(Database database, IDataProtectionProvider protection, TokenKeys tokenKeys, ISigningKeys signingKeys, FirstAdministrator administrator)
{
    private const string IsPrepared = """
        SELECT 1 WHERE EXISTS (SELECT 1 FROM "Users")
            AND EXISTS (SELECT 1 FROM "Documents" WHERE "Kind" = 'signing-key')
            AND EXISTS (SELECT 1 FROM "Documents" WHERE "Kind" = 'token-key')
        """;

    /// <summary>Does it, and shows the administrator's password once, on standard error, so that it does not end in a file of the site's output.</summary>
    /// <param name="say">Is told what takes a moment; null: nobody is.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="SiteCannotRunException">The configured administrator does not satisfy the rules.</exception>
    public async Task ExecuteAsync(Action<string>? say, CancellationToken cancellationToken)
    {
        // Most starts find everything in place, and should not wait for EF's model.
        await using (var connection = await database.OpenAsync(cancellationToken))
        {
            using var session = new SqlSession(connection);
            if ((await session.QueryAsync(IsPrepared, reader => reader.GetInt32(0), cancellationToken)).Count > 0)
            {
                return;
            }
        }

        say?.Invoke("Making the keys of the site and its first administrator");

        // The first use makes the key of data protection. It needs a connection of its own, so it must not happen inside a transaction.
        protection.CreateProtector(nameof(PrepareIdentity)).Protect([]);
        await tokenKeys.EnsureAsync(cancellationToken);
        await signingKeys.GetCurrentAsync(cancellationToken);
        try
        {
            if (await administrator.EnsureAsync(cancellationToken) is { } created)
            {
                await WriteAsync("The first administrator", [created]);
                await Console.Error.WriteLineAsync($"  (another password, at any time: {Folders.Command} user reset-password {created.Name})");
            }
        }
        catch (IdentityRefusedException refusal)
        {
            throw new SiteCannotRunException(
                $"The first administrator cannot be created: {refusal.Message} Correct GutCms:Setup:AdminUserName or GutCms:Setup:AdminPassword.", refusal);
        }
    }

    /// <summary>Shows passwords that cannot be read again.</summary>
    public static async Task WriteAsync(string title, IReadOnlyCollection<NewAccount> accounts)
    {
        if (accounts.Count == 0)
        {
            return;
        }

        var width = accounts.Max(account => account.Name.Length);
        await Console.Error.WriteLineAsync($"{title}; shown this once:");
        foreach (var account in accounts)
        {
            await Console.Error.WriteLineAsync($"  {account.Name.PadRight(width)}  {account.Password}  ({account.What})");
        }
    }
}
