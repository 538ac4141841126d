using System.Text.Json.Nodes;
using GutCms.Core.Storage;

namespace GutCms.Web.Features.Notices;

/// <summary>How a person wants to hear by mail of what the admin shows anyway.</summary>
internal enum MailWish
{
    /// <summary>At once.</summary>
    Now,

    /// <summary>With everything else of the day in one mail.</summary>
    Digest,

    /// <summary>Not at all.</summary>
    Never,
}

/// <summary>What people want to hear by mail, by kind; a matter of taste, and so of no record. Nothing said: at once.</summary>
internal sealed class NoticePreferences(IContentStore store)
{
    /// <summary>Kind of its document, named by the id of the person.</summary>
    public const string DocumentKind = "own-notices";

    /// <summary>What may be chosen for: mails about one's own account are not among it.</summary>
    public static IReadOnlyList<string> Choosable { get; } = [.. NoticeKinds.All.Where(kind => kind != NoticeKinds.Account)];

    /// <summary>The wishes of everybody who has said something, by user id and kind.</summary>
    public static async Task<Func<string, string, MailWish>> ReadAsync(IUnitOfWork work, CancellationToken cancellationToken)
    {
        var documents = await work.ListDocumentsAsync(DocumentKind, cancellationToken);
        return (userId, kind) => Of(documents.GetValueOrDefault(userId), kind);
    }

    /// <summary>The wishes of one.</summary>
    public async Task<IReadOnlyDictionary<string, MailWish>> ReadAsync(string userId, CancellationToken cancellationToken)
    {
        await using var work = await store.ReadAsync(cancellationToken);
        var document = await work.GetDocumentAsync(DocumentKind, userId, cancellationToken);
        return Choosable.ToDictionary(kind => kind, kind => Of(document, kind), StringComparer.Ordinal);
    }

    /// <summary>Keeps wishes; kinds that are not named stay as they are.</summary>
    public async Task SaveAsync(string userId, IEnumerable<KeyValuePair<string, MailWish>> wishes, CancellationToken cancellationToken)
    {
        await using var work = await store.BeginAsync(cancellationToken);
        var document = (await work.GetDocumentAsync(DocumentKind, userId, cancellationToken))?.DeepClone().AsObject() ?? [];
        foreach (var (kind, wish) in wishes.Where(wish => Choosable.Contains(wish.Key)))
        {
            document[kind] = wish.ToString();
        }

        await work.SaveDocumentAsync(DocumentKind, userId, document, cancellationToken);
        await work.CommitAsync(cancellationToken);
    }

    private static MailWish Of(JsonObject? document, string kind) => Enum.TryParse<MailWish>((string?)document?[kind], out var wish) ? wish : MailWish.Now;
}
