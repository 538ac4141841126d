using System.Text.Json.Nodes;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Json;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Reviews.Views;
using GutCms.Core.Security;
using GutCms.Core.Texts;

namespace GutCms.Core.Editorial;

/// <summary>Saves a copy of a block at the end of another item's draft. It ends no review and voids no approval: where it would, nothing is saved.</summary>
public sealed class AddBlock(OpenEditor open, SaveContent save)
{
    /// <summary>What is asked for.</summary>
    /// <param name="ContentItemId">The item that gets the block.</param>
    /// <param name="Bag">Name of the bag in which the block stands, and will stand.</param>
    /// <param name="Block">The block; it and what is in it get new ids.</param>
    public sealed record Request(string ContentItemId, string Bag, JsonObject Block);

    /// <summary>Does it.</summary>
    public async Task<Outcome<SavedContent>> ExecuteAsync(Actor actor, Request request, CancellationToken cancellationToken)
    {
        var opened = await open.ExecuteAsync(actor, request.ContentItemId, null, cancellationToken);
        if (!opened.Succeeded)
        {
            return opened.Refusal;
        }

        var (json, type) = (opened.Value.Json, opened.Value.Type);
        if (!Takes(type, request.Bag, request.Block.Text(WellKnown.ContentType)))
        {
            return new Refusal(RefusalKind.Conflict, Sentence.Of("Refused.BlockHasNoPlace", type.DisplayName));
        }

        var bag = json.Object(request.Bag) ?? [];
        json[request.Bag] = bag;
        var blocks = bag.Array("ContentItems") ?? [];
        bag["ContentItems"] = blocks;
        var copy = request.Block.DeepClone();
        FreshIds.Give(copy);
        blocks.Add(copy);
        return await save.ExecuteAsync(actor, new(json, ExpectedTag.Of(opened.Value.Review?.Tag)) { KeepsDecisions = true }, cancellationToken);
    }

    private static bool Takes(ContentTypeDefinition type, string bag, string? block) =>
        block is not null && type.Parts.Any(part => part.Name == bag && part.PartName == "BagPart" && part.Settings.Object("BagPartSettings").Texts("ContainedContentTypes").Contains(block));
}
