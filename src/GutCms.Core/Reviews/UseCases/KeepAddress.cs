using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Content.Items;
using GutCms.Core.Delivery;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Core.Texts;

namespace GutCms.Core.Reviews.UseCases;

/// <summary>Sends readers on from an address at which nothing is: one that another site used, or that was released by mistake.</summary>
public sealed class KeepAddress(ReviewPorts ports)
{
    /// <summary>What is asked for.</summary>
    /// <param name="From">Path of an article or series, <c>articles/old-name</c>, with or without slashes around it; nothing may be there.</param>
    /// <param name="To">Path of the article or series that readers are to find, of the same kind.</param>
    public sealed record Request(string From, string To);

    /// <summary>Does it.</summary>
    /// <param name="actor">Somebody who may publish the item.</param>
    /// <param name="request">The addresses.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<Outcome<FormerAddress>> ExecuteAsync(Actor actor, Request request, CancellationToken cancellationToken) =>
        Attempt.RunAsync<FormerAddress>(ports, actor, AuditActions.AddressKeep, null, async attempt =>
        {
            if (FormerAddress.Parse(request.From) is not var (kind, key))
            {
                return new Refusal(RefusalKind.Invalid, Sentence.Of("Address.NoPath", request.From));
            }

            var definitions = await attempt.Work.GetDefinitionsAsync(cancellationToken);
            if (FormerAddress.Parse(request.To) is not var (targetKind, targetKey) || targetKind != kind
                || DeliveredTypes.TypeOf(targetKind, targetKey, definitions) != DeliveredTypes.TypeOf(kind, key, definitions)
                || await FindTargetAsync(attempt.Work, kind, targetKey, definitions, cancellationToken) is not { } id
                || await attempt.LoadAsync(id, cancellationToken) is not { } facts)
            {
                return new Refusal(RefusalKind.Invalid, Sentence.Of("Address.NoTarget", request.To));
            }

            if (!Authorization.Allows(actor, Permissions.PublishContent, facts.ContentType, facts.Owner))
            {
                return Refusal.Forbidden(Sentence.Of("Refused.Address"), Permissions.PublishContent, facts.ContentType);
            }

            var slug = DeliveredTypes.SlugOf(kind, key);
            var holders = await attempt.Work.FindSlugOwnersAsync(facts.ContentType, [slug], cancellationToken);
            if (holders.TryGetValue(slug, out var holder))
            {
                return Drafts.Taken(Sentence.Of("PathMustBeFree", FormerAddress.PathOf(kind, key), holder));
            }

            if (await FormerAddress.FindClaimantAsync(attempt.Work, ItemMeaning.WithPath(facts.Latest.Item, FormerAddress.PathOf(kind, key)), definitions, cancellationToken) is { } claimant)
            {
                return Drafts.Taken(Sentence.Of("PathMustBeFree.Former", key, claimant));
            }

            var kept = new FormerAddress(kind, key, id, attempt.NowUtc);
            await kept.SaveAsync(attempt.Work, cancellationToken);
            await attempt.AuditAsync(AuditActions.AddressKeep, id, null, null, new JsonObject { ["path"] = kept.Path }, cancellationToken);
            return kept;
        }, cancellationToken);

    /// <summary>The item that is at an address: by its path, or by its slug where the folder is the type's.</summary>
    private static async Task<string?> FindTargetAsync(IUnitOfWork work, DeliveryKind kind, string key, ContentDefinitions definitions, CancellationToken cancellationToken) =>
        kind == DeliveryKind.Item
            ? (await work.FindSlugOwnersAsync(DeliveredTypes.TypeOf(kind, key, definitions), [DeliveredTypes.SlugOf(kind, key)], cancellationToken)).Values.FirstOrDefault()
            : (await work.FindPathOwnersAsync([FormerAddress.PathOf(kind, key)], cancellationToken)).Values.FirstOrDefault();
}
