using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Transitions;
using GutCms.Core.Reviews.Views;
using GutCms.Core.Security;
using GutCms.Core.Texts;

namespace GutCms.Core.Reviews.UseCases;

/// <summary>
/// Saves a draft: a new item, or a new version of one. Another text than before, or the same in another presentation, voids the approvals, unless the policy only records
/// the latter; the same text in the same presentation carries them on.
/// What is live stays live.
/// </summary>
public sealed class SaveContent(ReviewPorts ports)
{
    /// <summary>What is asked for.</summary>
    /// <param name="Json">
    /// The content item in Orchard Core's form. <c>ContentItemId</c> names an item that exists, or is empty or absent: a new one. Version id, dates, flags,
    /// author and <c>ReviewPart</c> in it are ignored; <c>Owner</c> counts with the permission to change owners.
    /// </param>
    /// <param name="ExpectedTag">What the actor was looking at; for a new item <see cref="ExpectedTag.NoItem"/>.</param>
    /// <param name="NewId">Id for a new item, for callers that chose one; null: a random one.</param>
    public sealed record Request(JsonObject Json, ExpectedTag ExpectedTag, string? NewId = null)
    {
        /// <summary>Nothing is saved when that would end a review that goes on, void approvals or cancel a schedule; the refusal names the rule <see cref="Rules.DecisionsMustStand"/>.</summary>
        public bool KeepsDecisions { get; init; }
    }

    /// <summary>Does it.</summary>
    public async Task<Outcome<SavedContent>> ExecuteAsync(Actor actor, Request request, CancellationToken cancellationToken)
    {
        if (Drafts.FindExcess(request.Json, ports.Limits) is { } excess)
        {
            return excess;
        }

        var named = NamedItem(request.Json);
        return await Attempt.RunAsync<SavedContent>(
            ports,
            actor,
            named is null ? AuditActions.ContentCreate : AuditActions.ContentSave,
            named ?? request.NewId,
            attempt => ApplyAsync(attempt, request, cancellationToken),
            cancellationToken);
    }

    /// <summary>Id of the item that the JSON names; null: a new one.</summary>
    internal static string? NamedItem(JsonObject json) => json["ContentItemId"] is JsonValue value && value.TryGetValue<string>(out var id) && id.Length > 0 ? id : null;

    /// <summary>Does it as a part of an attempt.</summary>
    internal static async Task<Outcome<SavedContent>> ApplyAsync(Attempt attempt, Request request, CancellationToken cancellationToken)
    {
        var (actor, named) = (attempt.Actor, NamedItem(request.Json));
        var definitions = await attempt.Work.GetDefinitionsAsync(cancellationToken);
        var before = named is null ? null : await attempt.LoadAsync(named, cancellationToken);
        var type = request.Json["ContentType"] is JsonValue given && given.TryGetValue<string>(out var name) ? name : "";
        var refusal = named is null ? FindObjectionToCreate(actor, type) : FindObjectionToChange(actor, before, type, request.ExpectedTag);
        if (refusal is not null)
        {
            return refusal;
        }

        var (item, faults) = Drafts.Read(request.Json, definitions);
        if (item is null)
        {
            return new Refusal(RefusalKind.Invalid, Sentence.Of("Refused.Content")) { Faults = faults };
        }

        item = Drafts.Complete(item, before, actor, request.NewId, attempt.NowUtc);
        return await Drafts.SaveAsync(attempt, before, item, Authorship.Of(actor), before is null ? AuditActions.ContentCreate : AuditActions.ContentSave, [], cancellationToken, request.KeepsDecisions);
    }

    private static Refusal? FindObjectionToCreate(Actor actor, string type) =>
        Authorization.Allows(actor, Permissions.EditContent, type, actor.UserId)
            ? null
            : Refusal.Forbidden(Sentence.Of("Refused.Create"), Permissions.EditOwnContent, type);

    private static Refusal? FindObjectionToChange(Actor actor, ReviewFacts? before, string type, ExpectedTag expectedTag) =>
        before is null || !Sees.Draft(before, actor) ? TriggerCheck.NotFound
        : Drafts.FindObjection(actor, before, expectedTag)
            ?? (type == before.ContentType ? null : new Refusal(RefusalKind.Invalid, Sentence.Of("Refused.TypeChanged")) { Faults = [new("$.ContentType", Sentence.Of("Content.Expected", before.ContentType))] });
}
