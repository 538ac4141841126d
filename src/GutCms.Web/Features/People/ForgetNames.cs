using System.Text.Json.Nodes;
using GutCms.Core.Previews.Sites;
using GutCms.Core.Releases;
using GutCms.Core.Storage;
using GutCms.Web.Features.Proposals;
using GutCms.Web.Features.Users;
using GutCms.Web.Storage.Model;
using GutCms.Web.Storage.UnitOfWork;
using Microsoft.EntityFrameworkCore;

namespace GutCms.Web.Features.People;

/// <summary>
/// Puts another name in the place of an anonymous person's, wherever a name stands that is not part of the record: account, comments, notices, previews, plans, releases, pictures, proposals. What the record
/// has stays; it is listed in docs/retention.md.
/// </summary>
internal sealed class ForgetNames(UserManagers managers)
{
    /// <summary>Members of documents that name somebody by user name.</summary>
    private static readonly string[] Names = [nameof(Proposal.Subject), nameof(Proposal.ProposedByName), nameof(Proposal.DecidedByName), "changedBy", "createdByName"];

    /// <summary>What a person is called from then on.</summary>
    public static string NameOf(string userId) => "removed-" + new string([.. userId.Where(char.IsAsciiLetterOrDigit).Take(12)]).ToLowerInvariant();

    /// <summary>Does it, inside a transaction.</summary>
    public async Task ExecuteAsync(IUnitOfWork work, GutCmsUser user, CancellationToken cancellationToken)
    {
        var (id, before, name) = (user.Id, user.UserName!, NameOf(user.Id));
        var context = EfUnitOfWork.ContextOf(work);
        using (var users = managers.In(work))
        {
            (user.PrintedName, user.Credential) = (null, null);
            (await users.SetUserNameAsync(user, name)).OrThrow();
        }

        await RenameInThreadsAsync(work, id, name, cancellationToken);
        await context.Notices.Where(row => row.UserId == id)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.UserName, name).SetProperty(row => row.MailedTo, (string?)null), cancellationToken);
        await context.Notices.Where(row => row.ActorName == before).ExecuteUpdateAsync(set => set.SetProperty(row => row.ActorName, name), cancellationToken);
        await context.PreviewLinks.Where(row => row.CreatedById == id).ExecuteUpdateAsync(set => set.SetProperty(row => row.CreatedByName, name), cancellationToken);
        await context.PreviewLinks.Where(row => row.RevokedByName == before).ExecuteUpdateAsync(set => set.SetProperty(row => row.RevokedByName, name), cancellationToken);
        await context.ScheduledPublications.Where(row => row.ScheduledById == id).ExecuteUpdateAsync(set => set.SetProperty(row => row.ScheduledByName, name), cancellationToken);
        await context.ScheduledTakeDowns.Where(row => row.ScheduledById == id).ExecuteUpdateAsync(set => set.SetProperty(row => row.ScheduledByName, name), cancellationToken);
        await context.MediaFiles.Where(row => row.UploadedBy == id).ExecuteUpdateAsync(set => set.SetProperty(row => row.UploadedByName, name), cancellationToken);
        await RenameInDocumentsAsync(work, Proposal.DocumentKind, before, name, cancellationToken);
        await RenameInDocumentsAsync(work, Release.DocumentKind, before, name, cancellationToken);
        await RenameInDocumentsAsync(work, SitePreview.DocumentKind, before, name, cancellationToken);
    }

    private static async Task RenameInThreadsAsync(IUnitOfWork work, string id, string name, CancellationToken cancellationToken)
    {
        // The text of a column of JSON, which has the id in quotation marks wherever it stands as a value.
        var pattern = $"%\"{id}\"%";
        var threads = await EfUnitOfWork.ContextOf(work).CommentThreads
            .FromSql($"""SELECT * FROM "CommentThreads" WHERE "Messages" LIKE {pattern} OR "ResolvedById" = {id}""").AsNoTracking().ToListAsync(cancellationToken);
        foreach (var thread in threads)
        {
            await work.Reviews.SaveThreadAsync(
                thread with
                {
                    Messages = [.. thread.Messages.Select(message => message.AuthorId == id ? message with { AuthorName = name } : message)],
                    ResolvedByName = thread.ResolvedById == id ? name : thread.ResolvedByName,
                },
                cancellationToken);
        }
    }

    private static async Task RenameInDocumentsAsync(IUnitOfWork work, string kind, string before, string name, CancellationToken cancellationToken)
    {
        foreach (var (key, document) in await work.ListDocumentsAsync(kind, cancellationToken))
        {
            if (!Rename(document, before, name))
            {
                continue;
            }

            await work.SaveDocumentAsync(kind, key, document, cancellationToken);
        }
    }

    /// <summary>Whether there was something to rename, in an object or in those that it holds.</summary>
    private static bool Rename(JsonNode? node, string before, string name)
    {
        IReadOnlyList<JsonNode?> held = node switch { JsonArray array => [.. array], JsonObject json => [.. json.Select(member => member.Value)], _ => [] };
        List<string> members = node is not JsonObject owner ? [] : [.. Names.Where(member => owner[member] is JsonValue value && value.TryGetValue<string>(out var text) && text == before)];
        var renamed = members.Count > 0;
        foreach (var member in members)
        {
            node![member] = name;
        }

        foreach (var each in held)
        {
            renamed |= Rename(each, before, name);
        }

        return renamed;
    }
}
