using GutCms.Web.Features.Hosting;
using GutCms.Web.Storage.Databases;

namespace GutCms.Web.Features.Keys;

/// <summary>Says at each start of a site that others can reach what lies unencrypted in its database, whatever the configuration names by now.</summary>
internal sealed class UnencryptedKeys(Database database, SiteAddress address)
{
    private const string Count = """SELECT COUNT(*) FROM "DataProtectionKeys" WHERE "Xml" LIKE '%<masterKey%' AND "Xml" NOT LIKE '%<encryptedSecret%' """;

    /// <summary>Writes it on standard error; nothing when all keys are encrypted, or the site is a trial.</summary>
    public async Task WarnAsync(CancellationToken cancellationToken)
    {
        if (address.Exposure != SiteExposure.Reachable)
        {
            return;
        }

        await using var connection = await database.OpenAsync(cancellationToken);
        using var session = new SqlSession(connection);
        if ((await session.QueryAsync(Count, reader => reader.GetInt64(0), cancellationToken))[0] > 0)
        {
            await Console.Error.WriteLineAsync(
                "Others can reach this site, and keys in its database are not encrypted: whoever can read the database or a backup of it can forge tokens, links and certificates. "
                + "Name a certificate in GutCms:Keys:Certificate, then run: gutcms session end --all");
        }
    }
}
