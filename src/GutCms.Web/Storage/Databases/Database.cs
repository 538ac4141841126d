using System.Data.Common;
using GutCms.Core.Searching;
using GutCms.Core.Storage;
using GutCms.Web.Storage.Model;

namespace GutCms.Web.Storage.Databases;

/// <summary>What differs between SQLite and PostgreSQL beside the migrations: transactions, bulk inserts, lists of ids, full text.</summary>
/// <remarks>Everything else is written in the SQL that both understand: quoted identifiers, <c>@name</c> parameters, row values, partial indexes.</remarks>
internal abstract class Database
{
    /// <summary>The database in one phrase for people, without secrets.</summary>
    public abstract string Description { get; }

    /// <summary>Full path of the database file; null when the database is not a file.</summary>
    public virtual string? FilePath => null;

    /// <summary>Type of its contexts, by which its migrations are known.</summary>
    public abstract Type ContextType { get; }

    /// <summary>Opening a connection costs more than reading one row by its key, so that who reads often keeps one.</summary>
    public virtual bool OpensSlowly => false;

    /// <summary>Single rows can be written while the one writer writes: what is no part of the record, such as how far something is.</summary>
    public virtual bool WritesBeside => false;

    /// <summary>A new context; whoever asks for it disposes of it.</summary>
    public abstract GutCmsDbContext CreateContext();

    /// <summary>An open connection for reading; dispose of it.</summary>
    public abstract ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken);

    /// <summary>Opens the context's connection and begins a transaction that excludes every other writer.</summary>
    /// <exception cref="DatabaseBusyException">Another writer did not finish in time.</exception>
    public abstract Task BeginWriteAsync(GutCmsDbContext context, CancellationToken cancellationToken);

    /// <summary>Opens the context's connection and begins a transaction that sees one moment of the database and cannot write.</summary>
    public abstract Task BeginReadAsync(GutCmsDbContext context, CancellationToken cancellationToken);

    /// <summary>Makes the database ready for migrations and brings it up to date while no other process does.</summary>
    public abstract Task MigrateAsync(Func<GutCmsDbContext, CancellationToken, Task> migrate, CancellationToken cancellationToken);

    /// <summary>Finds out whether what is stored can be read, where that is soon done.</summary>
    /// <exception cref="StorageException">It is damaged.</exception>
    public virtual Task CheckAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Writes something that changes nothing and waits until it is kept. While somebody else writes there is no need to.</summary>
    public abstract Task ProbeWriteAsync(CancellationToken cancellationToken);

    /// <summary>The condition that a column is one of the ids in a parameter set by <see cref="IdList"/>.</summary>
    public abstract string AmongIds(string column, string parameter);

    /// <summary>The value of a parameter that holds ids.</summary>
    public abstract object IdList(IReadOnlyCollection<string> ids);

    /// <summary>The text of a member of a part within a column of JSON; NULL where there is none. An index over it has to say the same.</summary>
    public abstract string JsonText(string column, string part, string member);

    /// <summary>Inserts rows; values are in the order of the table's columns, null for NULL.</summary>
    protected abstract Task InsertAsync(SqlSession session, BulkTable table, IReadOnlyList<object?[]> rows, CancellationToken cancellationToken);

    /// <summary>Whether the exception means that a unique value is taken.</summary>
    public abstract bool IsConflict(DbException exception);

    /// <summary>As <see cref="InsertAsync"/>, with the exception that callers of the store know.</summary>
    /// <exception cref="ContentConflictException">A unique value is taken; nothing of the transaction can be kept.</exception>
    public async Task InsertOrConflictAsync(SqlSession session, BulkTable table, IReadOnlyList<object?[]> rows, string message, CancellationToken cancellationToken)
    {
        if (rows.Count == 0)
        {
            return;
        }

        try
        {
            await InsertAsync(session, table, rows, cancellationToken);
        }
        catch (DbException exception) when (IsConflict(exception))
        {
            session.HasFailed = true;
            throw new ContentConflictException(message, exception);
        }
    }

    /// <summary>Adds texts to a full-text table.</summary>
    public abstract Task AddSearchAsync(SqlSession session, SearchTable table, IReadOnlyList<SearchEntry> entries, CancellationToken cancellationToken);

    /// <summary>Removes texts from a full-text table; one that is not there is no fault.</summary>
    public abstract Task RemoveSearchAsync(SqlSession session, SearchTable table, IReadOnlyList<long> ids, CancellationToken cancellationToken);

    /// <summary>Empties a full-text table.</summary>
    public abstract Task ClearSearchAsync(SqlSession session, SearchTable table, CancellationToken cancellationToken);

    /// <summary>The full-text query language.</summary>
    public abstract SearchSyntax SearchSyntax { get; }

    /// <summary>A query for those of the words in parameter <c>@words</c>, set by <see cref="IdList"/>, that a full-text table has.</summary>
    public abstract string KnownWords(SearchTable table);

    /// <summary>How texts are found by a full-text expression in parameter <c>@search</c>.</summary>
    public abstract SearchSql SearchSql(SearchTable table);

    /// <summary>Makes a connection ready to search; in force until it is closed.</summary>
    public virtual Task PrepareSearchAsync(SqlSession session, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Called inside the transaction that raised the generation of the delivery documents, to tell other processes.</summary>
    public abstract Task AnnounceAsync(SqlSession session, long generation, CancellationToken cancellationToken);

    /// <summary>Upkeep after a commit that wrote many documents; failures are of no consequence for what was written.</summary>
    public abstract Task AfterBulkAsync(CancellationToken cancellationToken);
}
