using System.Collections.Immutable;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Content.Items;
using GutCms.Core.Json;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Security;

namespace GutCms.Core.Editorial;

/// <summary>A type of content that stands by itself.</summary>
/// <param name="Name">Technical name.</param>
/// <param name="DisplayName">Name for people.</param>
/// <param name="Description">What it is for; null when the definition says nothing.</param>
/// <param name="MayCreate">The actor may create items of it.</param>
public sealed record ContentTypeChoice(string Name, string DisplayName, string? Description, bool MayCreate)
{
    /// <summary>What a new item can begin with, in order.</summary>
    public ImmutableArray<ContentTemplate> Templates { get; init; } = [];

    /// <summary>Its items are in languages.</summary>
    public bool IsTranslatable { get; init; }
}

/// <summary>Lists the types of which items are created and listed, in the order of definition. Reads only.</summary>
public sealed class ListContentTypes(ReviewPorts ports)
{
    private const string Settings = "ContentTypeSettings";

    /// <summary>Reads.</summary>
    public async Task<ImmutableArray<ContentTypeChoice>> ExecuteAsync(Actor actor, CancellationToken cancellationToken)
    {
        await using var work = await ports.Store.ReadAsync(cancellationToken);
        return
        [
            .. (await work.GetDefinitionsAsync(cancellationToken)).Types
                .Where(type => type.Settings.Object(Settings).Flag("Creatable") || type.Settings.Object(Settings).Flag("Listable"))
                .Select(type => new ContentTypeChoice(
                    type.Name,
                    type.DisplayName,
                    type.Settings.Object(Settings).Text("Description"),
                    type.Settings.Object(Settings).Flag("Creatable") && Authorization.Allows(actor, Permissions.EditContent, type.Name, actor.UserId)) { Templates = [.. ContentTemplate.Of(type)], IsTranslatable = type.Parts.Any(part => part.PartName == ItemMeaning.LanguagePart) }),
        ];
    }
}
