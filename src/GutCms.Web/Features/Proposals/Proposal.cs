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

    /// <summary>The change, encrypted by data protection: it may hold secrets. Null once it is decided.</summary>
    public string? Payload { get; init; }

    /// <summary>How it stands; an open one may have expired.</summary>
    public ProposalState State { get; init; }

    /// <summary>User name of whoever decided; null while it is open.</summary>
    public string? DecidedByName { get; init; }

    /// <summary>When it was decided, UTC; null while it is open.</summary>
    public DateTime? DecidedUtc { get; init; }

    /// <summary>Whether it can still be confirmed.</summary>
    public bool IsOpen(DateTime nowUtc) => State == ProposalState.Open && nowUtc < ExpiresUtc;

    /// <summary>Reads one; null when there is none.</summary>
    public static async Task<Proposal?> FindAsync(IUnitOfWork work, string id, CancellationToken cancellationToken) =>
        id.Length <= 64 && await work.GetDocumentAsync(DocumentKind, id, cancellationToken) is { } json ? json.Deserialize<Proposal>() : null;

    /// <summary>All of them, newest first.</summary>
    public static async Task<IReadOnlyList<Proposal>> ListAsync(IUnitOfWork work, CancellationToken cancellationToken) =>
        [.. (await work.ListDocumentsAsync(DocumentKind, cancellationToken)).Values.Select(json => json.Deserialize<Proposal>()!).OrderByDescending(proposal => proposal.ProposedUtc).ThenBy(proposal => proposal.Id, StringComparer.Ordinal)];

    /// <summary>Writes it.</summary>
    public Task SaveAsync(IUnitOfWork work, CancellationToken cancellationToken) =>
        work.SaveDocumentAsync(DocumentKind, Id, JsonSerializer.SerializeToNode(this)!.AsObject(), cancellationToken);
}
