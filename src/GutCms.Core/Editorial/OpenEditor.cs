using System.Text.Json.Nodes;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Content.Items;
using GutCms.Core.Delivery;
using GutCms.Core.Json;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Transitions;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Reviews.Views;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Core.Texts;

namespace GutCms.Core.Editorial;

/// <summary>What an editor needs to begin. Reads only.</summary>
public sealed class OpenEditor(ReviewPorts ports)
{
    /// <summary>An item to be edited.</summary>
    /// <param name="Json">The latest version; for a new item its type only.</param>
    /// <param name="Type">Definition of its type.</param>
    /// <param name="Definitions">All definitions.</param>
    /// <param name="Review">How it stands, with the tag that saving sends back; null for a new item.</param>
    /// <param name="SiteLanguage">Language of an item that names none.</param>
    public sealed record Result(JsonObject Json, ContentTypeDefinition Type, ContentDefinitions Definitions, ReviewView? Review, string SiteLanguage)
    {
        /// <summary>Of a new item: its type is under a policy, and the actor may submit what the actor writes.</summary>
        public bool MaySubmitNew { get; init; }
    }

    /// <summary>A new item of a type.</summary>
    /// <param name="actor">Who.</param>
    /// <param name="contentType">Technical name of the type.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <param name="template">Name of the type's template that it begins with; null, or one that the type does not have: it begins empty.</param>
    public async Task<Outcome<Result>> NewAsync(Actor actor, string contentType, CancellationToken cancellationToken, string? template = null)
    {
        var (definitions, language) = await SiteAsync(cancellationToken);
        var maySubmit = Authorization.Allows(actor, Permissions.SubmitContent, contentType, actor.UserId) && await IsUnderPolicyAsync(contentType, cancellationToken);
        return definitions.FindType(contentType) is not { } type || !type.Settings.Object("ContentTypeSettings").Flag("Creatable") ? TriggerCheck.NotFound
            : Authorization.Allows(actor, Permissions.EditContent, contentType, actor.UserId) ? new Result(Begin(type, template), type, definitions, null, language) { MaySubmitNew = maySubmit }
            : new Refusal(RefusalKind.Forbidden, Sentence.Of("Refused.Create"));
    }

    /// <summary>The latest version of an item, or one of its versions by id.</summary>
    public Task<Outcome<Result>> ExecuteAsync(Actor actor, string contentItemId, string? versionId, CancellationToken cancellationToken) =>
        ReadAsync(actor, contentItemId, versionId, cancellationToken).OnRecordAsync(ports, actor);

    private async Task<Outcome<Result>> ReadAsync(Actor actor, string contentItemId, string? versionId, CancellationToken cancellationToken)
    {
        await using var work = await ports.Store.ReadAsync(cancellationToken);
        var facts = await ReviewFactsLoader.LoadAsync(work, ports.Reviewers, Attempt.Now(ports), contentItemId, cancellationToken);
        if (facts is null || !Sees.Draft(facts, actor))
        {
            return TriggerCheck.Hidden(facts);
        }

        var item = await GetContent.ViewAsync(work, facts, actor, new(contentItemId, VersionSelector.Latest, versionId), cancellationToken);
        if (!item.Succeeded)
        {
            return item.Refusal;
        }

        var (type, owner) = (item.Value.Item.ContentType, item.Value.Item.Owner);
        return facts.Text.Definitions.FindType(type) is not { } definition
            ? new Refusal(RefusalKind.Conflict, Sentence.Of("Refused.TypeGone", type))
            : !Authorization.Allows(actor, Permissions.EditContent, type, owner)
            ? new Refusal(RefusalKind.Forbidden, Sentence.Of("Refused.Edit"))
            : new Result(
                ContentItemJson.Write(item.Value.Item), definition, facts.Text.Definitions, await GetReview.ViewAsync(work, facts, actor, cancellationToken), await SiteLanguage.OfAsync(work, cancellationToken));
    }

    private async Task<bool> IsUnderPolicyAsync(string contentType, CancellationToken cancellationToken)
    {
        await using var work = await ports.Store.ReadAsync(cancellationToken);
        return !(await PolicyLookup.FindAsync(work, contentType, cancellationToken)).IsNone;
    }

    private static JsonObject Begin(ContentTypeDefinition type, string? template)
    {
        var item = ContentTemplate.Of(type).FirstOrDefault(each => each.Name == template)?.Content.DeepClone() as JsonObject ?? [];
        FreshIds.Give(item);
        item[WellKnown.ContentType] = type.Name;
        return item;
    }

    private async Task<(ContentDefinitions Definitions, string Language)> SiteAsync(CancellationToken cancellationToken)
    {
        await using var work = await ports.Store.ReadAsync(cancellationToken);
        return (await work.GetDefinitionsAsync(cancellationToken), await SiteLanguage.OfAsync(work, cancellationToken));
    }
}
