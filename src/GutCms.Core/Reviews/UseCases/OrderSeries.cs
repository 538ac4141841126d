using System.Collections.Immutable;
using GutCms.Core.Content.Items;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Transitions;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Core.Texts;

namespace GutCms.Core.Reviews.UseCases;

/// <summary>
/// Gives articles of a series new positions: each that changes is saved by <see cref="SaveContent"/> as a new version. Readers see the new order once those
/// versions are published. An article that is withdrawn is left alone: its order would be no reason to make a draft of it. The position is a part of the presentation that reviewers sign: decisions of open reviews are void, unless the policy only records such a change.
/// </summary>
public sealed class OrderSeries(ReviewPorts ports, SaveContent save)
{
    /// <summary>A position.</summary>
    /// <param name="ContentItemId">The article.</param>
    /// <param name="ExpectedTag">What the actor was looking at.</param>
    /// <param name="Position">1 or more; null: none.</param>
    public sealed record Place(string ContentItemId, ExpectedTag ExpectedTag, int? Position);

    /// <summary>What became of the articles whose position changed.</summary>
    /// <param name="Saved">Articles that were saved.</param>
    /// <param name="Refusals">Why others were not, by article.</param>
    public sealed record Result(ImmutableArray<string> Saved, ImmutableDictionary<string, Refusal> Refusals);

    /// <summary>Does it, article by article; one that is refused does not hold up the others.</summary>
    public async Task<Result> ExecuteAsync(Actor actor, IReadOnlyList<Place> places, CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<string, StoredVersion> stored;
        IReadOnlyDictionary<string, ItemStates> states;
        await using (var work = await ports.Store.ReadAsync(cancellationToken))
        {
            stored = await work.FindAsync([.. places.Select(place => place.ContentItemId)], VersionSelector.Latest, cancellationToken);
            states = await StatesOfItems.FindAsync(work, [.. stored.Keys], cancellationToken);
        }

        var saved = ImmutableArray.CreateBuilder<string>();
        var refusals = ImmutableDictionary.CreateBuilder<string, Refusal>(StringComparer.Ordinal);
        foreach (var place in places)
        {
            if (!stored.TryGetValue(place.ContentItemId, out var version) || ItemMeaning.PositionOf(version.Item) == place.Position)
            {
                continue;
            }

            if (states[place.ContentItemId].Latest.State == ReviewState.Withdrawn && Sees.Draft(version.Item, actor))
            {
                refusals[place.ContentItemId] = new(RefusalKind.Conflict, Sentence.Of("PositionMustNotBeOfWithdrawn")) { CurrentState = ReviewState.Withdrawn };
                continue;
            }

            var outcome = await save.ExecuteAsync(actor, new(ItemMeaning.WithPosition(version.Item, place.Position), place.ExpectedTag), cancellationToken);
            if (outcome.Succeeded)
            {
                saved.Add(place.ContentItemId);
            }
            else
            {
                refusals[place.ContentItemId] = outcome.Refusal;
            }
        }

        return new(saved.ToImmutable(), refusals.ToImmutable());
    }
}
