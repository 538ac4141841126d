using OrchardCore.DisplayManagement.Entities;
using OrchardCore.DisplayManagement.Handlers;
using OrchardCore.DisplayManagement.Views;
using OrchardCore.Users.Models;

namespace GutCms.OrchardCore.Identity;

/// <summary>Name and credential under a signature, in the editor of a user.</summary>
internal sealed class ReviewerProfileDriver : SectionDisplayDriver<User, ReviewerProfile>
{
    /// <inheritdoc/>
    public override IDisplayResult Edit(User user, ReviewerProfile section, BuildEditorContext context) =>
        Initialize<ReviewerProfile>("ReviewerProfile_Edit", model =>
        {
            model.PrintedName = section.PrintedName;
            model.Credential = section.Credential;
        });

    /// <inheritdoc/>
    public override async Task<IDisplayResult> UpdateAsync(User user, ReviewerProfile section, UpdateEditorContext context)
    {
        await context.Updater.TryUpdateModelAsync(section, Prefix);
        return Edit(user, section, context);
    }
}
