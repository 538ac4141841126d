using System.Text.Json.Nodes;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Core.Texts;

namespace GutCms.Core.Releases;

/// <summary>Reads and writes releases, and says who may.</summary>
internal static class ReleaseRecords
{
    /// <summary>The answer where there is none.</summary>
    public static Refusal NotFound { get; } = new(RefusalKind.NotFound, Sentence.Of("Refused.NoRelease"));

    /// <summary>All, in no order.</summary>
    public static async Task<IReadOnlyList<Release>> ListAsync(IUnitOfWork work, CancellationToken cancellationToken) =>
        [.. (await work.ListDocumentsAsync(Release.DocumentKind, cancellationToken)).Select(entry => Release.FromJson(entry.Key, entry.Value))];

    /// <summary>The release of an id; null: there is none.</summary>
    public static async Task<Release?> FindAsync(IUnitOfWork work, string releaseId, CancellationToken cancellationToken) =>
        releaseId.Length is > 0 and <= 64 && await work.GetDocumentAsync(Release.DocumentKind, releaseId, cancellationToken) is { } json ? Release.FromJson(releaseId, json) : null;

    /// <summary>Writes a release with the entry of the log that says so.</summary>
    public static async Task<Release> SaveAsync(Attempt attempt, Release release, string action, JsonObject details, CancellationToken cancellationToken)
    {
        var saved = release with { Revision = release.Revision + 1 };
        await attempt.Work.SaveDocumentAsync(Release.DocumentKind, saved.ReleaseId, saved.ToJson(), cancellationToken);
        details["releaseId"] = saved.ReleaseId;
        details["name"] = saved.Name;
        await attempt.AuditAsync(action, null, null, null, details, cancellationToken);
        return saved;
    }

    /// <summary>The items of a release, by item; what was deleted is absent.</summary>
    public static Task<IReadOnlyDictionary<string, ItemHead>> ItemsAsync(IUnitOfWork work, IReadOnlyCollection<string> itemIds, CancellationToken cancellationToken) =>
        work.FindHeadsAsync(itemIds, cancellationToken);

    /// <summary>Whether somebody may publish an item.</summary>
    public static bool MayPublish(Actor actor, ItemHead item) => Authorization.Allows(actor, Permissions.PublishContent, item.ContentType, item.Owner);

    /// <summary>Whether somebody publishes anything at all, and so may know of releases.</summary>
    public static async Task<bool> MayKnowAsync(IUnitOfWork work, Actor actor, CancellationToken cancellationToken) =>
        (await work.GetDefinitionsAsync(cancellationToken)).Types.Any(type => Authorization.Allows(actor, Permissions.PublishContent, type.Name, actor.UserId));
}
