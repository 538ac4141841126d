using GutCms.Core.Content.Definitions;
using GutCms.Core.Content.Items;
using GutCms.Core.Json;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Reviews.Views;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Core.Texts;

namespace GutCms.Core.Editorial;

/// <summary>Makes a new draft of the latest text of an item. It has an address, an owner and blocks of its own, and nothing of the review.</summary>
public sealed class DuplicateContent(GetContent read, SaveContent save)
{
    /// <summary>What is asked for.</summary>
    /// <param name="ContentItemId">The item.</param>
    /// <param name="Title">Makes the title of the new one of that of the old one.</param>
    public sealed record Request(string ContentItemId, Func<string, string> Title);

    /// <summary>Does it.</summary>
    public async Task<Outcome<SavedContent>> ExecuteAsync(Actor actor, Request request, CancellationToken cancellationToken)
    {
        var found = await read.ExecuteAsync(actor, new(request.ContentItemId, VersionSelector.Latest), cancellationToken);
        if (!found.Succeeded)
        {
            return found.Refusal;
        }

        var item = found.Value.Item;
        if (!Authorization.Allows(actor, Permissions.CloneContent, item.ContentType, item.Owner))
        {
            return Refusal.Forbidden(Sentence.Of("Refused.Clone"), Permissions.CloneContent, item.ContentType);
        }

        var json = ContentItemJson.Write(item);
        var title = string.IsNullOrWhiteSpace(item.DisplayText) ? "" : request.Title(item.DisplayText);
        FreshIds.Give(json);
        foreach (var member in (string[])[WellKnown.ContentItemId, WellKnown.ContentItemVersionId, WellKnown.Owner, WellKnown.Author, ItemMeaning.AddressPart, "AliasPart", "PublishLaterPart"])
        {
            json.Remove(member);
        }

        json[WellKnown.DisplayText] = title;
        if (json.Object("TitlePart") is { } part)
        {
            part["Title"] = title;
        }

        // Two texts cannot hold one place in a series, nor be one text's translation into one language.
        json.Object(item.ContentType)?.Remove(ItemMeaning.PositionField);
        json.Object(ItemMeaning.LanguagePart)?.Remove("LocalizationSet");
        return await save.ExecuteAsync(actor, new(json, ExpectedTag.NoItem), cancellationToken);
    }
}
