using System.Text.Json;
using System.Text.Json.Nodes;
using GutCms.Api.Http;
using GutCms.Api.Texts;
using GutCms.Core.Content.Checking;
using GutCms.Core.Content.Items;
using GutCms.Core.Json;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace GutCms.Api.Content;

/// <summary>Creates and changes content, as a draft or live at once.</summary>
internal static class SaveEndpoint
{
    private const string Id = nameof(ContentItem.ContentItemId);

    private static readonly string[] WellKnown =
    [
        Id, nameof(ContentItem.ContentItemVersionId), nameof(ContentItem.ContentType), nameof(ContentItem.DisplayText), nameof(ContentItem.Latest),
        nameof(ContentItem.Published), nameof(ContentItem.ModifiedUtc), nameof(ContentItem.PublishedUtc), nameof(ContentItem.CreatedUtc), nameof(ContentItem.Owner),
        nameof(ContentItem.Author),
    ];

    public static async Task<IResult> SaveAsync(HttpContext context, GetContent get, SaveContent save, SaveAndPublish publish, CancellationToken cancellationToken)
    {
        var query = new ListParameters(context, "draft");
        var draft = query.Flag("draft");
        if (query.FindProblem() is { } wrong)
        {
            return wrong;
        }

        var (json, malformed) = await JsonBody.ReadObjectAsync(context, optional: false, cancellationToken);
        if ((malformed ?? FindMisspelt(json!)) is { } problem)
        {
            return problem;
        }

        LeaveOutNulls(json!);

        // Of the answer to an earlier save, sent back with the item.
        json!.Remove(ContentResponse.Warnings);
        var (request, refused) = await PrepareAsync(context, json, get, cancellationToken);
        if (request is null)
        {
            return refused!;
        }

        var actor = Caller.Of(context);
        var outcome = await (draft ? save.ExecuteAsync(actor, request, cancellationToken) : publish.ExecuteAsync(actor, request, cancellationToken));
        if (!outcome.Succeeded)
        {
            return outcome.Refusal.ToResult(context);
        }

        // Read anew: publishing has changed flags and dates since the version was written.
        var saved = outcome.Value;
        var view = await get.ExecuteAsync(actor, new(saved.Item.ContentItemId, VersionSelector.Latest, saved.Item.ContentItemVersionId), cancellationToken);
        return ContentResponse.Of(context, view.Value?.Item ?? saved.Item, saved.Tag, ContentLosses.Find(request.Json), RepeatedSources.Find(request.Json));
    }

    /// <summary>An item that exists is changed where the body says something; what it does not mention stays, null included.</summary>
    private static async Task<(SaveContent.Request? Request, IResult? Problem)> PrepareAsync(HttpContext context, JsonObject json, GetContent get, CancellationToken cancellationToken)
    {
        if (json[Id] is not JsonValue value || !value.TryGetValue<string>(out var id) || id.Length == 0)
        {
            return (new SaveContent.Request(json, ExpectedTag.NoItem), null);
        }

        var (tag, unconditional) = EntityTags.ReadRequired(context);
        if (tag is null)
        {
            return (null, unconditional);
        }

        var current = await get.ExecuteAsync(Caller.Of(context), new(id, VersionSelector.Latest), cancellationToken);
        if (!current.Succeeded)
        {
            return (null, current.Refusal.ToResult(context));
        }

        var merged = ContentItemJson.Write(current.Value.Item);
        JsonMerge.Into(merged, json);
        return (new SaveContent.Request(merged, ExpectedTag.Of(tag)), null);
    }

    /// <summary>A part that is null was left out, in the item and in those within it: many generated clients write all the parts that there are.</summary>
    private static void LeaveOutNulls(JsonObject item)
    {
        foreach (var name in item.Where(member => member.Value is null).Select(member => member.Key).ToList())
        {
            item.Remove(name);
        }

        foreach (var nested in item.Select(part => part.Value).OfType<JsonObject>().SelectMany(part => part.Select(member => member.Value)).OfType<JsonArray>().SelectMany(list => list).OfType<JsonObject>())
        {
            LeaveOutNulls(nested);
        }
    }

    // Orchard Core reads these names with their case and would take such a body for an item without id and type.
    private static ValidationProblem? FindMisspelt(JsonObject json)
    {
        var errors = WellKnown
            .Select(name => (Name: name, CamelCase: JsonNamingPolicy.CamelCase.ConvertName(name)))
            .Where(name => json.ContainsKey(name.CamelCase))
            .ToDictionary(name => "$." + name.CamelCase, name => new[] { ApiText.Say("WriteName", name.Name) }, StringComparer.Ordinal);
        return errors.Count == 0 ? null : TypedResults.ValidationProblem(errors, title: "Invalid content", type: ProblemTypes.ContentInvalid);
    }
}
