using System.Text.Json.Nodes;
using GutCms.Core.Content.Items;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Core.Texts;
using GutCms.OrchardCore.Gate;
using GutCms.OrchardCore.Reviews;
using GutCms.OrchardCore.Storage;
using OrchardCore.ContentManagement.Metadata;
using OrchardCore.ContentManagement.Metadata.Models;
using OrchardCore.Environment.Shell.Scope;

namespace GutCms.OrchardCore.Medical;

/// <summary>Puts a content type of the site's own under a review policy: adds the place of the review and, where asked for, a picker of disclaimers, and files the policy. What is live of it stays live, as imported.</summary>
internal sealed class PutUnderReview(IContentDefinitionManager types, ContentPolicies policies, Unreviewable unreviewable, MedicalTypes medical)
{
    /// <summary>What is asked for.</summary>
    /// <param name="Type">Technical name of the type.</param>
    /// <param name="Role">Whose approval is asked for.</param>
    /// <param name="WithDisclaimer">Its items are shown with a disclaimer, and are not published without one.</param>
    public sealed record Request(string Type, string Role, bool WithDisclaimer);

    /// <summary>The types that can be chosen: those whose items stand for themselves, and that no policy holds yet.</summary>
    public async Task<IReadOnlyList<OwnType>> ListAsync()
    {
        var found = new List<OwnType>();
        foreach (var type in (await types.ListTypeDefinitionsAsync()).Where(StandsAlone).OrderBy(type => type.DisplayName, StringComparer.CurrentCulture))
        {
            if (!await policies.IsGatedAsync(type.Name))
            {
                found.Add(OwnType.Of(type));
            }
        }

        return found;
    }

    /// <summary>Does it.</summary>
    /// <returns>Why not; null: it is done.</returns>
    public async Task<Refusal?> ExecuteAsync(Actor actor, Request request)
    {
        foreach (var permission in (string[])[Permissions.EditContentTypes, Permissions.ManageReviewPolicies])
        {
            if (!Authorization.Allows(actor, permission))
            {
                return Refusal.Forbidden(Sentence.Verbatim($"To put a content type under a review takes the permission '{permission}'."), permission);
            }
        }

        if ((await ListAsync()).FirstOrDefault(type => type.Name == request.Type) is not { } chosen)
        {
            return new(RefusalKind.Invalid, Sentence.Verbatim($"There is no content type '{request.Type}' that could be put under a review: it does not exist, its items are parts of others, or it is under a policy already."));
        }

        if (await FindFaultAsync(request, chosen) is { } fault)
        {
            return new(RefusalKind.Conflict, Sentence.Verbatim(fault));
        }

        return await RunAsync(Definition(request, chosen)) ?? await RunAsync(Policy(request));
    }

    private static bool StandsAlone(ContentTypeDefinition type) => !type.HasStereotype() && (type.IsCreatable() || type.IsListable() || type.IsDraftable());

    private async Task<string?> FindFaultAsync(Request request, OwnType chosen)
    {
        if (request.WithDisclaimer && chosen.Name == ItemMeaning.Disclaimer)
        {
            return "Disclaimers are shown with other items and have none themselves. Choose to do without.";
        }

        if (request.WithDisclaimer && chosen.Disclaimer == DisclaimerPicker.AnotherField)
        {
            return $"{chosen.Name} has a field '{ItemMeaning.DisclaimerField}' that is no content picker, so no disclaimer can be picked there. Rename the field, or choose to do without disclaimers.";
        }

        if (request.WithDisclaimer && (await medical.ListAsync()).Any(type => type is { Name: ItemMeaning.Disclaimer, Standing: not TypeStanding.Installed }))
        {
            return "The site has no disclaimers: another content type has their name. Rename that one, or choose to do without disclaimers.";
        }

        return (await unreviewable.FindInTypeAsync(chosen.Name)).FirstOrDefault();
    }

    /// <summary>Each step is kept before the next one is done, as in a recipe: the policy asks what the type is made of.</summary>
    private static async Task<Refusal?> RunAsync(JsonObject step)
    {
        IReadOnlyList<string> faults = [];
        await ShellScope.UsingChildScopeAsync(async scope => { faults = await SiteSteps.RunAsync(scope.ServiceProvider, step); });
        return faults.Count > 0 ? new(RefusalKind.Conflict, Sentence.Verbatim(string.Join(' ', faults))) : null;
    }

    private static JsonObject Definition(Request request, OwnType chosen)
    {
        var step = new JsonObject
        {
            ["name"] = "ContentDefinition",
            ["ContentTypes"] = new JsonArray(new JsonObject
            {
                ["Name"] = chosen.Name,
                ["DisplayName"] = chosen.DisplayName,

                // Without these Orchard Core changes what is live in its place.
                ["Settings"] = new JsonObject { ["ContentTypeSettings"] = new JsonObject { ["Draftable"] = true, ["Versionable"] = true } },
                ["ContentTypePartDefinitionRecords"] = new JsonArray(Use(nameof(ReviewPart))),
            }),
            ["ContentParts"] = new JsonArray(),
        };
        if (request.WithDisclaimer && chosen.Disclaimer == DisclaimerPicker.Missing)
        {
            step["ContentTypes"]![0]!["ContentTypePartDefinitionRecords"]!.AsArray().Add(Use(chosen.Name));
            step["ContentParts"]!.AsArray().Add(new JsonObject
            {
                ["Name"] = chosen.Name,
                ["Settings"] = new JsonObject(),
                ["ContentPartFieldDefinitionRecords"] = new JsonArray(new JsonObject
                {
                    ["FieldName"] = "ContentPickerField",
                    ["Name"] = ItemMeaning.DisclaimerField,
                    ["Settings"] = new JsonObject { ["ContentPickerFieldSettings"] = new JsonObject { ["DisplayedContentTypes"] = new JsonArray(ItemMeaning.Disclaimer) } },
                }),
            });
        }

        return step;

        static JsonObject Use(string part) => new() { ["PartName"] = part, ["Name"] = part, ["Settings"] = new JsonObject() };
    }

    private static JsonObject Policy(Request request) => new()
    {
        ["name"] = "ReviewPolicy",
        ["Policies"] = new JsonArray(new JsonObject
        {
            ["ContentType"] = request.Type,
            ["Version"] = "1",
            ["Stages"] = new JsonArray(new JsonObject { ["Name"] = "Medical", ["Role"] = request.Role, ["Approvals"] = 1, ["DueDays"] = 5 }),
            ["FourEyes"] = true,
            ["SignatureRequired"] = true,
            ["RequireDisclaimer"] = request.WithDisclaimer,
            ["ReviewEveryMonths"] = 12,
            ["OnEditAfterApproval"] = "void",
            ["OnPresentationChange"] = "void",
        }),
    };
}
