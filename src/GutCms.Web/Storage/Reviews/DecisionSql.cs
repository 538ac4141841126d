using System.Data.Common;
using GutCms.Web.Storage.Databases;

namespace GutCms.Web.Storage.Reviews;

/// <summary>Decisions by when they were taken, with the runs in which they were. Past EF: a year has thousands.</summary>
internal static class DecisionSql
{
    /// <summary>Those of a time about content of these types, in no order; voided ones too.</summary>
    /// <param name="database">Where.</param>
    /// <param name="columns">What is read, of the decision <c>d</c> and its run <c>r</c>.</param>
    /// <param name="contentTypes">The types.</param>
    /// <param name="fromUtc">Since, UTC.</param>
    /// <param name="toUtc">Before, UTC.</param>
    /// <param name="read">Reads a row.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<List<T>> ListAsync<T>(
        Database database, string columns, IReadOnlyCollection<string> contentTypes, DateTime fromUtc, DateTime toUtc, Func<DbDataReader, T> read, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        using var session = new SqlSession(connection);
        return await session.QueryAsync(
            $"""
            SELECT {columns} FROM "Decisions" d JOIN "Reviews" r ON r."ReviewId" = d."ReviewId"
            WHERE d."DecidedUtc" >= @from AND d."DecidedUtc" < @to AND {database.AmongIds("r.\"ContentType\"", "@types")}
            """,
            read,
            cancellationToken,
            ("@from", fromUtc.Ticks), ("@to", toUtc.Ticks), ("@types", database.IdList(contentTypes)));
    }
}
