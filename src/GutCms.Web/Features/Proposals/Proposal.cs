using System.Text.Json;
using GutCms.Core.Reviews.Standing;
using GutCms.Core.Storage;

namespace GutCms.Web.Features.Proposals;

/// <summary>What is proposed.</summary>
internal enum ProposalKind
{
    /// <summary>A review policy.</summary>
    Policy,

    /// <summary>A new account.</summary>
    NewUser,

    /// <summary>Data and roles of an account.</summary>
    User,

    /// <summary>Removal of an account's second factor.</summary>
    SecondFactor,

    /// <summary>An uploaded recipe, as a whole.</summary>
    Recipe,

    /// <summary>A role.</summary>
    Role,

    /// <summary>That a role is taken away.</summary>
    RoleDeletion,

    /// <summary>That a person is made anonymous.</summary>
    Forgetting,

    /// <summary>That an account is removed.</summary>
    AccountRemoval,
}

/// <summary>How a proposal stands.</summary>
internal enum ProposalState
{
    /// <summary>It waits, until it expires.</summary>
    Open,

    /// <summary>It was confirmed and carried out.</summary>
    Confirmed,

    /// <summary>It was rejected or taken back.</summary>
    Rejected,
}

/// <summary>A change that weakens the review, as it waits for a second administrator. A document of kind <see cref="DocumentKind"/>, named by its id.</summary>
/// <param name="Id">Id, in the form of content ids.</param>
/// <param name="Kind">What is proposed.</param>
/// <param name="Subject">Content type, user name, file name or name of a role.</param>
/// <param name="Weakenings">How it weakens the review: what the confirmation is given for.</param>
/// <param name="ProposedById">User id of whoever proposed it.</param>
/// <param name="ProposedByName">User name.</param>
/// <param name="ProposedUtc">UTC.</param>
/// <param name="ExpiresUtc">From then on it cannot be confirmed, UTC.</param>
internal sealed record Proposal(
    string Id, ProposalKind Kind, string Subject, IReadOnlyList<Weakening> Weakenings, string ProposedById, string ProposedByName, DateTime ProposedUtc, DateTime ExpiresUtc)
{
    /// <summary>Kind of its document.</summary>
    public const string DocumentKind = "proposal";

    /// <summary>Id of the account that is to be made anonymous or removed; null: it is about something else.</summary>
    public string? LeavingId { get; init; }

    /// <summary>The change, encrypted by data protection: it may hold secrets. Null once it is decided or has expired.</summary>
    public string? Payload { get; init; }

    /// <summary>How it stands; an open one may have expired.</summary>
    public ProposalState State { get; init; }

    /// <summary>User name of whoever decided; null while it is open.</summary>
    public string? DecidedByName { get; init; }

    /// <summary>When it was decided, UTC; null while it is open.</summary>
    public DateTime? DecidedUtc { get; init; }

    /// <summary>Whether somebody leaves for good by a proposal of a kind.</summary>
    public static bool IsLeaving(ProposalKind kind) => kind is ProposalKind.Forgetting or ProposalKind.AccountRemoval;

    /// <summary>Whether the subject of a proposal of a kind is a user name.</summary>
    public static bool IsAboutAccount(ProposalKind kind) => kind is ProposalKind.NewUser or ProposalKind.User or ProposalKind.SecondFactor || IsLeaving(kind);

    /// <summary>Whether it still has its change though it cannot be confirmed any more.</summary>
    public bool IsSpent(DateTime nowUtc) => Payload is not null && !IsOpen(nowUtc);

    /// <summary>Whether it can still be confirmed.</summary>
    public bool IsOpen(DateTime nowUtc) => State == ProposalState.Open && nowUtc < ExpiresUtc;

    /// <summary>Reads one; null when there is none.</summary>
    public static async Task<Proposal?> FindAsync(IUnitOfWork work, string id, CancellationToken cancellationToken) =>
        id.Length <= 64 && await work.GetDocumentAsync(DocumentKind, id, cancellationToken) is { } json ? json.Deserialize<Proposal>() : null;

    /// <summary>All of them, newest first.</summary>
    public static async Task<IReadOnlyList<Proposal>> ListAsync(IUnitOfWork work, CancellationToken cancellationToken) =>
        [.. (await work.ListDocumentsAsync(DocumentKind, cancellationToken)).Values.Select(json => json.Deserialize<Proposal>()!).OrderByDescending(proposal => proposal.ProposedUtc).ThenBy(proposal => proposal.Id, StringComparer.Ordinal)];

    /// <summary>Takes their change from those that cannot be confirmed any more, inside a transaction.</summary>
    public static async Task ForgetSpentAsync(IUnitOfWork work, DateTime nowUtc, CancellationToken cancellationToken)
    {
        foreach (var spent in (await ListAsync(work, cancellationToken)).Where(proposal => proposal.IsSpent(nowUtc)))
        {
            await (spent with { Payload = null }).SaveAsync(work, cancellationToken);
        }
    }

    /// <summary>Writes it.</summary>
    public Task SaveAsync(IUnitOfWork work, CancellationToken cancellationToken) =>
        work.SaveDocumentAsync(DocumentKind, Id, JsonSerializer.SerializeToNode(this)!.AsObject(), cancellationToken);
}
