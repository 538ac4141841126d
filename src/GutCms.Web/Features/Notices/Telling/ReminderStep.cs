namespace GutCms.Web.Features.Notices.Telling;

/// <summary>Something of which somebody is to be told because its time has come.</summary>
/// <param name="Name">What it is on file under: told once.</param>
/// <param name="ContentItemId">The item.</param>
/// <param name="Kind">One of <see cref="NoticeKinds"/>.</param>
internal sealed record ReminderStep(string Name, string ContentItemId, string Kind)
{
    /// <summary>Facts of the notice.</summary>
    public (string Name, string? Value)[] Facts { get; init; } = [];

    /// <summary>For <see cref="NoticeKinds.Escalated"/>: a role, or a person with <c>@</c> before the user name; null: those who may assign reviewers.</summary>
    public string? To { get; init; }

    /// <summary>For <see cref="NoticeKinds.Submitted"/>: user id of whoever is away, and of whoever stands in.</summary>
    public (string AwayId, string DeputyId) Deputy { get; init; }
}
