using System.Data.Common;
using GutCms.Core.Storage;
using GutCms.Web.Storage.Databases;
using GutCms.Web.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace GutCms.Web.Storage.Reviews;

/// <summary>Writes inside a unit of work are carried out at once, so that its reads and its constraints see them; the rows are values, not tracked objects.</summary>
internal static class ContextWrites
{
    /// <summary>Carries out what was added, updated or removed, and forgets the objects.</summary>
    /// <exception cref="ContentConflictException">A unique value is taken, or the row has changed since it was read.</exception>
    public static async Task SaveAndForgetAsync(this GutCmsDbContext context, CancellationToken cancellationToken)
    {
        try
        {
            await context.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException exception)
        {
            throw new ContentConflictException("The record has been changed by somebody else since it was read.", exception);
        }
        catch (DbUpdateException exception) when (exception.InnerException is DbException refusal && refusal.Message.Contains(Gate.RecordMarker, StringComparison.Ordinal))
        {
            throw new PublicationRefusedException("A record of reviews or publications was to be written that the others on file do not bear out. Nothing was written.", exception);
        }
        catch (DbUpdateException exception) when (exception.InnerException is DbException { SqlState: "23505" } or Microsoft.Data.Sqlite.SqliteException { SqliteErrorCode: 19 })
        {
            throw new ContentConflictException("A record for the same thing is already on file.", exception);
        }
        finally
        {
            context.ChangeTracker.Clear();
        }
    }

    /// <summary>Writes or replaces a row by its key.</summary>
    public static async Task UpsertAsync<T>(this GutCmsDbContext context, T row, bool exists, Action<Microsoft.EntityFrameworkCore.ChangeTracking.EntityEntry<T>>? configure, CancellationToken cancellationToken)
        where T : class
    {
        var entry = exists ? context.Update(row) : context.Add(row);
        configure?.Invoke(entry);
        await context.SaveAndForgetAsync(cancellationToken);
    }
}
