using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Core.Texts;

namespace GutCms.Core.Media.UseCases;

/// <summary>Who may do what with the library.</summary>
public static class MediaRights
{
    /// <summary>Whether somebody may upload, change and delete pictures.</summary>
    public static bool MayManage(Actor actor) => Authorization.Allows(actor, Permissions.ManageMediaContent);

    /// <summary>Whether somebody may look at the library.</summary>
    public static bool MaySee(Actor actor) => MayManage(actor) || Authorization.Allows(actor, Permissions.ListContent);

    internal static Refusal MayNotManage => Refusal.Forbidden(Sentence.Of("Refused.Media"), Permissions.ManageMediaContent);

    internal static Refusal MayNotSee => Refusal.Forbidden(Sentence.Of("Refused.MediaSee"), Permissions.ListContent);

    internal static Refusal NotFound => new(RefusalKind.NotFound, Sentence.Of("Refused.NoMedia"));
}
