using GutCms.OrchardCore.Storage;
using OrchardCore.Users.Handlers;
using OrchardCore.Users.Models;

namespace GutCms.OrchardCore.Identity;

/// <summary>What a person has opened goes with the account.</summary>
internal sealed class LooksOfPeople(Records records) : UserEventHandlerBase
{
    /// <inheritdoc/>
    public override Task DeletedAsync(UserDeleteContext context) => context.User is User { UserId: { } id } ? records.RemoveGroupAsync(RecordKinds.Look, id) : Task.CompletedTask;
}
