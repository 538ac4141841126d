using System.Security.Cryptography;
using System.Text;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Core.Storage;

namespace GutCms.Core.Previews;

/// <summary>A link that shows a draft to whoever has it, without an account, until it expires or is revoked.</summary>
/// <param name="LinkId">Id, in the form of content ids. Not secret.</param>
/// <param name="TokenHash">Lower-case hex SHA-256 of the token in the address; the token itself is kept nowhere.</param>
/// <param name="ContentItemId">The item.</param>
/// <param name="VersionId">The version that it shows; null: whichever is the latest.</param>
/// <param name="MayComment">Whoever opens it may leave comments.</param>
/// <param name="CreatedById">User id.</param>
/// <param name="CreatedByName">User name.</param>
/// <param name="CreatedUtc">UTC.</param>
/// <param name="ExpiresUtc">From then on it shows nothing, UTC.</param>
public sealed record PreviewLink(
    string LinkId,
    string TokenHash,
    string ContentItemId,
    string? VersionId,
    bool MayComment,
    string CreatedById,
    string CreatedByName,
    DateTime CreatedUtc,
    DateTime ExpiresUtc)
{
    private const int TokenLength = 43;

    /// <summary>How often it was opened while it was good.</summary>
    public int Openings { get; init; }

    /// <summary>When it was last opened, UTC; null: never.</summary>
    public DateTime? LastOpenedUtc { get; init; }

    /// <summary>How many comments were left through it.</summary>
    public int Comments { get; init; }

    /// <summary>When it was revoked, UTC; null while it was not.</summary>
    public DateTime? RevokedUtc { get; init; }

    /// <summary>User name of whoever revoked it; null while it was not.</summary>
    public string? RevokedByName { get; init; }

    /// <summary>Whether it still shows something.</summary>
    /// <param name="nowUtc">UTC.</param>
    public bool IsGood(DateTime nowUtc) => RevokedUtc is null && nowUtc < ExpiresUtc;

    /// <summary>Whether a text has the form of a token at all.</summary>
    internal static bool IsToken(string text) => text.Length == TokenLength && text.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_');

    /// <summary>A new token: 256 random bits, 43 characters that may stand in an address.</summary>
    internal static string NewToken() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)).TrimEnd('=').Replace('+', '-').Replace('/', '_');

    /// <summary>What is kept of a token.</summary>
    internal static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}

/// <summary>Keeps preview links, inside a unit of work.</summary>
public interface IPreviewLinks
{
    /// <summary>The link of a token hash, good or not; null when there is none.</summary>
    Task<PreviewLink?> FindByTokenAsync(IUnitOfWork work, string tokenHash, CancellationToken cancellationToken);

    /// <summary>All links of an item, newest first.</summary>
    Task<IReadOnlyList<PreviewLink>> ListAsync(IUnitOfWork work, string contentItemId, CancellationToken cancellationToken);

    /// <summary>Adds a link.</summary>
    Task AddAsync(IUnitOfWork work, PreviewLink link, CancellationToken cancellationToken);

    /// <summary>Replaces a link by its id.</summary>
    Task SaveAsync(IUnitOfWork work, PreviewLink link, CancellationToken cancellationToken);
}

/// <summary>People who comment through a preview link. They have no account: their name is what they typed, and proves nothing.</summary>
public static class Guests
{
    /// <summary>Who acts when somebody uses a link. Holds no right; the link is what permits.</summary>
    internal static Actor Of(PreviewLink link) => new(CommentMessage.GuestPrefix + link.LinkId, "guest");
}
