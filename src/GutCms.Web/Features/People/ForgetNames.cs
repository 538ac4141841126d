using System.Text.Json.Nodes;
using GutCms.Core.Previews.Sites;
using GutCms.Core.Recipes.Running;
using GutCms.Core.Releases;
using GutCms.Core.Storage;
using GutCms.Web.Features.Notices;
using GutCms.Web.Features.Proposals;
using GutCms.Web.Features.Users;
using GutCms.Web.Features.Webhooks;
using GutCms.Web.Storage.Model;
using GutCms.Web.Storage.UnitOfWork;
using Microsoft.EntityFrameworkCore;

namespace GutCms.Web.Features.People;

/// <summary>
/// Puts another name in the place of an anonymous person's, wherever a name stands that is not part of the record: account, comments, notices, mails, previews, plans, releases, pictures, runs of recipes, proposals, webhooks.
/// What the record has stays; it is listed in docs/retention.md.
/// </summary>
internal sealed class ForgetNames(UserManagers managers)
{
    /// <summary>Members of documents that name somebody by user name, by the kind of the document.</summary>
    private static readonly (string Kind, string Member)[] Names =
    [
        (Release.DocumentKind, "changedBy"),
        (SitePreview.DocumentKind, "createdByName"),
        (WebhookReceivers.Kind, nameof(WebhookReceiver.CreatedBy)),
        (RecipeRunner.DocumentKind, RecipeRunner.RanBy),
    ];

    /// <summary>Does it, inside a transaction.</summary>
    public async Task ExecuteAsync(IUnitOfWork work, GutCmsUser user, CancellationToken cancellationToken)
    {
        var (before, printed) = (user.UserName!, user.PrintedName);
        using (var users = managers.In(work))
        {
            (user.PrintedName, user.Credential) = (null, null);
            (await users.SetUserNameAsync(user, AnonymousNames.Of(user.Id))).OrThrow();
        }

        await RenameElsewhereAsync(work, user.Id, before, printed, cancellationToken);
    }

    /// <summary>Does it everywhere but in the account itself, inside a transaction.</summary>
    /// <param name="work">The transaction.</param>
    /// <param name="id">Id of the account.</param>
    /// <param name="before">User name so far.</param>
    /// <param name="printed">Printed name so far; null: none.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task RenameElsewhereAsync(IUnitOfWork work, string id, string before, string? printed, CancellationToken cancellationToken)
    {
        var (context, name) = (EfUnitOfWork.ContextOf(work), AnonymousNames.Of(id));
        await RenameInThreadsAsync(work, id, name, cancellationToken);
        await RenameInNoticesAsync(context, id, before, printed, name, cancellationToken);
        await context.Outbox.Where(row => row.ActorId == id).ExecuteUpdateAsync(set => set.SetProperty(row => row.ActorName, name), cancellationToken);
        await PersonsMails.ChangeAsync(context, id, data => Rename(data, "userName", before, name), cancellationToken);
        await context.PreviewLinks.Where(row => row.CreatedById == id).ExecuteUpdateAsync(set => set.SetProperty(row => row.CreatedByName, name), cancellationToken);
        await context.PreviewLinks.Where(row => row.RevokedByName == before).ExecuteUpdateAsync(set => set.SetProperty(row => row.RevokedByName, name), cancellationToken);
        await context.ScheduledPublications.Where(row => row.ScheduledById == id).ExecuteUpdateAsync(set => set.SetProperty(row => row.ScheduledByName, name), cancellationToken);
        await context.ScheduledTakeDowns.Where(row => row.ScheduledById == id).ExecuteUpdateAsync(set => set.SetProperty(row => row.ScheduledByName, name), cancellationToken);
        await context.MediaFiles.Where(row => row.UploadedBy == id).ExecuteUpdateAsync(set => set.SetProperty(row => row.UploadedByName, name), cancellationToken);
        await context.RecipeRuns.Where(row => row.StartedById == id).ExecuteUpdateAsync(set => set.SetProperty(row => row.StartedBy, name), cancellationToken);
        await RenameInProposalsAsync(work, id, before, name, cancellationToken);
        foreach (var (kind, member) in Names)
        {
            await RenameInDocumentsAsync(work, kind, member, before, name, cancellationToken);
        }
    }

    /// <summary>The person's own, those about what the person did, and those that somebody got in the person's place.</summary>
    private static async Task RenameInNoticesAsync(GutCmsDbContext context, string id, string before, string? printed, string name, CancellationToken cancellationToken)
    {
        await context.Notices.Where(row => row.UserId == id).ExecuteUpdateAsync(set => set.SetProperty(row => row.UserName, name).SetProperty(row => row.MailedTo, (string?)null), cancellationToken);
        await context.Notices.Where(row => row.ActorName == before).ExecuteUpdateAsync(set => set.SetProperty(row => row.ActorName, name), cancellationToken);
        foreach (var (fact, written) in new[] { (Notice.By, before), (Notice.InPlaceOf, printed ?? before) })
        {
            // As it stands in the column; whether it is the fact itself is looked at below.
            var member = $"\"{fact}\":{JsonValue.Create(written)!.ToJsonString()}";
            foreach (var row in await context.Notices.AsNoTracking().Where(row => row.Data.Contains(member)).Select(row => new { row.Sequence, row.Data }).ToListAsync(cancellationToken))
            {
                var data = JsonNode.Parse(row.Data)!.AsObject();
                if (Rename(data, fact, written, name))
                {
                    var text = data.ToJsonString();
                    await context.Notices.Where(other => other.Sequence == row.Sequence).ExecuteUpdateAsync(set => set.SetProperty(other => other.Data, text), cancellationToken);
                }
            }
        }
    }

    private static bool Rename(JsonObject owner, string member, string before, string name)
    {
        if (owner[member] is not JsonValue value || !value.TryGetValue<string>(out var text) || text != before)
        {
            return false;
        }

        owner[member] = name;
        return true;
    }

    private static async Task RenameInProposalsAsync(IUnitOfWork work, string id, string before, string name, CancellationToken cancellationToken)
    {
        // Names of accounts are alike whatever their case, and a proposal has them as they were typed.
        string Renamed(string there) => string.Equals(there, before, StringComparison.OrdinalIgnoreCase) ? name : there;

        foreach (var proposal in await Proposal.ListAsync(work, cancellationToken))
        {
            var renamed = proposal with
            {
                Subject = Proposal.IsAboutAccount(proposal.Kind) ? Renamed(proposal.Subject) : proposal.Subject,
                Weakenings = [.. proposal.Weakenings.Select(weakening => ReviewKeeper.IsAboutAccount(weakening) ? weakening with { Subject = Renamed(weakening.Subject) } : weakening)],
                ProposedByName = proposal.ProposedById == id ? name : proposal.ProposedByName,
                DecidedByName = proposal.DecidedByName is { } decider ? Renamed(decider) : null,
            };
            if (renamed with { Weakenings = proposal.Weakenings } != proposal || !renamed.Weakenings.SequenceEqual(proposal.Weakenings))
            {
                await renamed.SaveAsync(work, cancellationToken);
            }
        }
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

    private static async Task RenameInDocumentsAsync(IUnitOfWork work, string kind, string member, string before, string name, CancellationToken cancellationToken)
    {
        foreach (var (key, document) in await work.ListDocumentsAsync(kind, cancellationToken))
        {
            if (!RenameWithin(document, member, before, name))
            {
                continue;
            }

            await work.SaveDocumentAsync(kind, key, document, cancellationToken);
        }
    }

    /// <summary>Whether there was something to rename, in an object or in those that it holds.</summary>
    private static bool RenameWithin(JsonNode? node, string member, string before, string name)
    {
        IReadOnlyList<JsonNode?> held = node switch { JsonArray array => [.. array], JsonObject json => [.. json.Select(pair => pair.Value)], _ => [] };
        var renamed = node is JsonObject owner && Rename(owner, member, before, name);
        foreach (var each in held)
        {
            renamed |= RenameWithin(each, member, before, name);
        }

        return renamed;
    }
}
