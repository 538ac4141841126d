using GutCms.Core.Audit;
using GutCms.Web.Storage.Migrations;

namespace GutCms.Web.Storage.Backup;

/// <summary>Copies the database into a backup while others write, and back out of one.</summary>
internal abstract class DatabaseBackup
{
    /// <summary>Kind of the database, as <see cref="DatabaseState.Kind"/> names it.</summary>
    public abstract string Kind { get; }

    /// <summary>The database in one phrase for people, without secrets.</summary>
    public abstract string Description { get; }

    /// <summary>Writes one moment of it.</summary>
    /// <param name="to">The backup.</param>
    /// <param name="scratch">Folder for what has to lie somewhere meanwhile.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="BackupException">There is no site in it, it is damaged, or a newer version has changed it.</exception>
    public abstract Task<DatabaseState> WriteAsync(BackupWriter to, string scratch, CancellationToken cancellationToken);

    /// <summary>Whether there is nothing that a restored site would take the place of.</summary>
    public abstract Task<bool> IsFreeAsync(CancellationToken cancellationToken);

    /// <summary>Puts the database of a backup in its place, brought to this version's tables: all of it, or nothing is changed.</summary>
    /// <param name="from">The backup.</param>
    /// <param name="note">What its audit log will say of that; null: nothing.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Where the former database lies now; null: there was none, or it is gone.</returns>
    /// <exception cref="BackupException">The backup is of another kind, damaged or newer, or the place is in use.</exception>
    public abstract Task<string?> RestoreAsync(BackupReader from, AuditDraft? note, CancellationToken cancellationToken);

    /// <summary>Compares a backup with what this version can restore to this database.</summary>
    /// <exception cref="BackupException">It cannot.</exception>
    public void Check(DatabaseState state)
    {
        if (state.Kind != Kind)
        {
            throw new BackupException(
                $"The backup is of a database of the kind {state.Kind}, and this site's is {Description}. "
                + (Kind == SqliteBackup.KindName ? "Name a PostgreSQL database in ConnectionStrings:GutCms." : "Leave ConnectionStrings:GutCms out."));
        }

        CheckMigrations(state.Migrations);
    }

    /// <summary>Context of this kind of database.</summary>
    protected abstract Type ContextType { get; }

    /// <summary>Migrations that this version knows, in their order.</summary>
    protected IReadOnlyList<string> Known => KnownMigrations.Of(ContextType);

    /// <summary>Refuses what this version does not know, and gaps.</summary>
    /// <exception cref="BackupException">There is something.</exception>
    protected void CheckMigrations(IReadOnlyList<string> applied)
    {
        var unknown = applied.Except(Known).ToList();
        if (unknown.Count > 0)
        {
            throw new BackupException($"A newer version of GutCms has made its database (unknown migrations: {string.Join(", ", unknown)}). Use that version or a later one.");
        }

        if (applied.Count == 0 || !applied.SequenceEqual(Known.Take(applied.Count)))
        {
            throw new BackupException("Its database lacks migrations between others: no version of GutCms has made it.");
        }
    }
}
