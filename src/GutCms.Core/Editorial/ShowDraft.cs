using System.Text.Json.Nodes;
using GutCms.Core.Content.Checking;
using GutCms.Core.Content.Items;
using GutCms.Core.Content.Projecting;
using GutCms.Core.Json;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Views;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Core.Texts;

namespace GutCms.Core.Editorial;

/// <summary>Shows what readers would see of a text that is not saved yet. Saves nothing.</summary>
public sealed class ShowDraft(ReviewPorts ports)
{
    /// <summary>Projects.</summary>
    /// <param name="actor">Who writes it.</param>
    /// <param name="json">The content item; it may have faults that saving would refuse.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The text as delivery would give it, sanitised, with the disclaimer as published now.</returns>
    public async Task<Outcome<JsonObject>> ExecuteAsync(Actor actor, JsonObject json, CancellationToken cancellationToken)
    {
        ContentItem item;
        try
        {
            item = ReviewPart.Strip(ContentItemJson.Read(json));
        }
        catch (ContentJsonException fault)
        {
            return new Refusal(RefusalKind.Invalid, fault.Sentence);
        }

        if (!Authorization.Allows(actor, Permissions.EditContent, item.ContentType, actor.UserId))
        {
            return new Refusal(RefusalKind.Forbidden, Sentence.Of("Refused.Write"));
        }

        await using var work = await ports.Store.ReadAsync(cancellationToken);
        var text = await MedicalText.LoadAsync(work, cancellationToken);
        var disclaimer = await LiveDisclaimers.OfAsync(work, item, cancellationToken);
        return MedicalContent.Project(ContentSanitizer.Sanitize(item, text.Definitions), disclaimer, text.Definitions, text.SiteLanguage);
    }
}
