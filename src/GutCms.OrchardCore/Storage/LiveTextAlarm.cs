using System.Text.Json.Nodes;
using GutCms.Core.Storage;
using OrchardItem = global::OrchardCore.ContentManagement.ContentItem;

namespace GutCms.OrchardCore.Storage;

/// <summary>The last line: whatever is about to be stored as live has been let through, text by text. What was live before the type came under policy stays, unchanged.</summary>
internal sealed class LiveTextAlarm(ContentPolicies policies, KnownTypes known, OwnTexts texts, Records records, GateState state)
{
    /// <summary>Checks an item on its way into the database.</summary>
    /// <exception cref="PublicationRefusedException">Nobody has let this text through.</exception>
    public async Task CheckAsync(OrchardItem item)
    {
        if (state.IsTrusted(item.ContentItemVersionId))
        {
            return;
        }

        if (await known.FindConflictAsync(item) is { } type)
        {
            throw new PublicationRefusedException($"'{item.ContentItemId}' is of the type {type} and was to be stored as live as {item.ContentType}. Nothing of the session is kept.");
        }

        if (!await policies.IsGatedAsync(item.ContentType))
        {
            return;
        }

        var own = await texts.HashAsync(item);
        if (state.IsLetThrough(item.ContentItemVersionId, own)
            || (await records.FindAsync<VersionNote>(RecordKinds.Version, item.ContentItemVersionId))?.LiveHash == own
            || (state.LiveParts(item.ContentItemVersionId) is { } live && JsonNode.DeepEquals(live, Items.Parts(item))))
        {
            return;
        }

        throw new PublicationRefusedException($"'{item.ContentItemId}' was to be stored as live, and nobody has let this text through. Nothing of the session is kept.");
    }
}
