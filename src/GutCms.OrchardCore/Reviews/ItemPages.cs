using GutCms.Core.Diff.Marking;
using GutCms.Core.Reviews.Ports;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Security;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Localization;
using OrchardCore.Users;

namespace GutCms.OrchardCore.Reviews;

/// <summary>Reads everything that the review page of an item shows, of one moment.</summary>
internal sealed class ItemPages(ReadDesk desk, GetDisclaimerImpact impacts, IReviewerDirectory reviewers, UserManager<IUser> users, IStringLocalizer<ItemPages> localizer)
{
    /// <summary>Reads it; null when there is nothing that the actor may see.</summary>
    public async Task<ItemPage?> FindAsync(Actor actor, string id, bool live, string? from, Typed typed, CancellationToken cancellationToken)
    {
        var found = await desk.ExecuteAsync(actor, new(id, live, string.IsNullOrEmpty(from) || from == ItemPage.Approved ? null : from, SinceLastLook: string.IsNullOrEmpty(from), IsOpened: true), cancellationToken);
        if (!found.Succeeded)
        {
            return null;
        }

        var (view, text, _) = found.Value;
        var impact = (await impacts.ExecuteAsync(actor, id, cancellationToken)).Value;
        var user = await users.FindByIdAsync(actor.UserId);
        var owner = text.Item.Owner;
        PageReader reader = new(
            actor.UserId,
            (actor.PrintedName ?? actor.UserName) + (actor.Credential is null ? "" : ", " + actor.Credential),
            Authorization.Allows(actor, Permissions.EditContent, view.ContentType, owner),
            Authorization.Allows(actor, Permissions.CommentContent, view.ContentType, owner),
            user is not null && await users.GetTwoFactorEnabledAsync(user));
        var marked = new TextMarker(new ChangeMarks(Words)).Mark(text.Content, text.Comparison?.Diff, text.Blocks, text.References);
        return new(view, text, marked, await Asking.LoadAsync(actor, view, reviewers, cancellationToken), reader, typed)
        {
            IsLiveText = live && view.Published is not null,
            From = from,
            HasSeenAnother = text.Comparison?.Basis == ComparisonBasis.Seen || found.Value.SeenVersionId is not null || LastLook.FindText(view, text.Versions, actor) is not null,
            Impact = impact is { HasChanged: true } ? impact : null,
            ImpactTag = impact is { Items.IsEmpty: false, HasChanged: true } ? impact.Tag : null,
        };
    }

    private ChangeWords Words =>
        new(localizer["Added:"], localizer["Removed:"], words => localizer["Formatting: {0}", words], caution => localizer[ReviewWords.OfCaution(caution)]);
}
