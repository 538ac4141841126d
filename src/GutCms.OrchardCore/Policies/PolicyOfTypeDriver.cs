using GutCms.OrchardCore.Storage;
using OrchardCore.ContentManagement.Metadata.Models;
using OrchardCore.ContentTypes.Editors;
using OrchardCore.DisplayManagement.Handlers;
using OrchardCore.DisplayManagement.Views;

namespace GutCms.OrchardCore.Policies;

/// <summary>Shows under a type's definition what has to be approved before its content is published, and leads to where that is changed.</summary>
internal sealed class PolicyOfTypeDriver(ContentPolicies policies) : ContentTypeDefinitionDisplayDriver
{
    /// <inheritdoc/>
    public override IDisplayResult Edit(ContentTypeDefinition model, BuildEditorContext context) => Initialize<PolicyOfType>("ReviewPolicyOfType_Edit", async shape =>
    {
        var found = await policies.FindAsync(model.Name);
        (shape.ContentType, shape.Policy, shape.Fault) = (model.Name, found.Policy, found.Fault?.ToCurrent());
    });
}
