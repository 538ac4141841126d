using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Core.Storage;

namespace GutCms.Core.Reviews.Acting;

/// <summary>Notes which version of an item a person has opened, where the host keeps that. Not on record: it changes nothing that anybody else sees.</summary>
internal static class NotedLooks
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>What the actor has opened so far; null: nothing that is known.</summary>
    public static async Task<Look?> FindAsync(this ReviewPorts ports, IUnitOfWork work, Actor actor, string contentItemId, CancellationToken cancellationToken) =>
        ports.Looks is { } looks && actor.IsPerson ? await looks.FindAsync(work, actor.UserId, contentItemId, cancellationToken) : null;

    /// <summary>
    /// Notes a version that the actor was shown; an older one than is noted, or the same, changes nothing. Whoever reads does not wait long for whoever is writing: then it is
    /// noted when the text is opened the next time.
    /// </summary>
    public static async Task NoteAsync(this ReviewPorts ports, Actor actor, string contentItemId, int number, Look? known, CancellationToken cancellationToken)
    {
        if (ports.Looks is not { } looks || !actor.IsPerson || known?.Number >= number)
        {
            return;
        }

        using var patience = new CancellationTokenSource(Patience, ports.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            await using var work = await ports.Store.BeginAsync(either.Token);
            var before = await looks.FindAsync(work, actor.UserId, contentItemId, either.Token);
            if (before?.Number >= number)
            {
                return;
            }

            await looks.SaveAsync(work, new(actor.UserId, contentItemId, number, before?.Number, Attempt.Now(ports)), either.Token);
            await work.CommitAsync(either.Token);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            // Somebody is writing for long, an import say.
        }
    }
}
