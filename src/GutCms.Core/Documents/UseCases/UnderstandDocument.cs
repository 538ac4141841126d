using System.Collections.Immutable;
using System.Text.Json.Nodes;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Content.Items;
using GutCms.Core.Delivery;
using GutCms.Core.Documents.Drafting;
using GutCms.Core.Documents.Model;
using GutCms.Core.Json;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Core.Texts;

namespace GutCms.Core.Documents.UseCases;

/// <summary>Says what drafts a file would become: sections, questions, references, and what is left out and why. Saves nothing.</summary>
public sealed class UnderstandDocument(ReviewPorts ports, ListContent list)
{
    /// <summary>Largest file, in bytes.</summary>
    public const int MostBytes = 10 * 1024 * 1024;

    /// <summary>Most articles of one file.</summary>
    public const int MostDrafts = 500;

    /// <summary>What is asked for.</summary>
    /// <param name="Bytes">The file.</param>
    /// <param name="FileName">Its name: of text, the ending says of what form it is, and a document without a title is called so.</param>
    /// <param name="DisclaimerId">The disclaimer that the drafts pick; null or empty: the only one that is live, where a draft needs one.</param>
    public sealed record Request(byte[] Bytes, string FileName, string? DisclaimerId = null);

    /// <summary>Reads the file.</summary>
    public async Task<Outcome<UnderstoodDocument>> ExecuteAsync(Actor actor, Request request, CancellationToken cancellationToken)
    {
        if (!Authorization.Allows(actor, Permissions.EditContent, ItemMeaning.Article, actor.UserId))
        {
            return Refusal.Forbidden(Sentence.Of("Refused.Create"), Permissions.EditOwnContent, ItemMeaning.Article);
        }

        if (request.Bytes.Length > MostBytes)
        {
            return new Refusal(RefusalKind.Invalid, Sentence.Of("Document.TooLarge", MostBytes / 1024 / 1024));
        }

        var site = await SiteAsync(actor, request, cancellationToken);
        try
        {
            var read = SourceFiles.Read(request.Bytes, request.FileName);
            return read.Documents.Length > MostDrafts
                ? new Refusal(RefusalKind.Invalid, Sentence.Of("Document.TooMany", read.Documents.Length, MostDrafts))
                : new UnderstoodDocument(read.Format, [.. read.Documents.Select(document => site.Fit(DraftMaker.Make(document, request.FileName)))], read.Losses);
        }
        catch (DocumentException fault)
        {
            return new Refusal(RefusalKind.Invalid, fault.Sentence);
        }
    }

    private async Task<Site> SiteAsync(Actor actor, Request request, CancellationToken cancellationToken)
    {
        ContentDefinitions definitions;
        string language;
        await using (var work = await ports.Store.ReadAsync(cancellationToken))
        {
            (definitions, language) = (await work.GetDefinitionsAsync(cancellationToken), await SiteLanguage.OfAsync(work, cancellationToken));
        }

        var type = definitions.FindType(ItemMeaning.Article);
        var field = definitions.FindPart(ItemMeaning.Article)?.Fields.FirstOrDefault(each => each.Name == ItemMeaning.DisclaimerField);
        var live = field is null || !string.IsNullOrEmpty(request.DisclaimerId) ? []
            : (await list.ExecuteAsync(actor, new(ItemMeaning.Disclaimer, ContentListStatus.Published, First: 2), cancellationToken)).Value?.Items ?? [];
        return new(type?.Parts.Any(part => part.PartName == ItemMeaning.LanguagePart) == true, language, field?.Settings.Object("ContentPickerFieldSettings").Flag("Required") == true, request.DisclaimerId, [.. live]);
    }

    /// <summary>What the site says of articles.</summary>
    private sealed record Site(bool KeepsLanguage, string Language, bool NeedsDisclaimer, string? DisclaimerId, ImmutableArray<ContentItem> Live)
    {
        public UnderstoodDraft Fit(UnderstoodDraft draft)
        {
            var losses = draft.Losses.ToList();
            var notes = draft.Notes.ToList();
            if (!KeepsLanguage && draft.Item.Object(ItemMeaning.LanguagePart).Text(ItemMeaning.LanguageMember) is { } language)
            {
                draft.Item.Remove(ItemMeaning.LanguagePart);
                if (!string.Equals(language.Split('-')[0], Language.Split('-')[0], StringComparison.OrdinalIgnoreCase))
                {
                    losses.Add(DocumentLoss.Of("language", language));
                }
            }

            if (!string.IsNullOrEmpty(DisclaimerId))
            {
                Pick(draft.Item, DisclaimerId);
            }
            else if (NeedsDisclaimer && Live is [var only])
            {
                Pick(draft.Item, only.ContentItemId);
                notes.Add(new("DisclaimerTaken", ShownTitle.Of(only.DisplayText)));
            }
            else if (NeedsDisclaimer)
            {
                notes.Add(new("DisclaimerMissing", ""));
            }

            return draft with { Losses = losses, Notes = notes };
        }

        private static void Pick(JsonObject item, string disclaimerId) =>
            item[ItemMeaning.Article]![ItemMeaning.DisclaimerField] = new JsonObject { ["ContentItemIds"] = new JsonArray(disclaimerId) };
    }
}
