using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using GutCms.Core.Storage;

namespace GutCms.OrchardCore.Policies;

/// <summary>How a proposal stands.</summary>
internal enum ProposalState
{
    /// <summary>It waits, until it expires.</summary>
    Open,

    /// <summary>It was confirmed, and the policy is on file.</summary>
    Confirmed,

    /// <summary>It was rejected or taken back.</summary>
    Rejected,
}

/// <summary>A review policy that asks for less than the one on file, as it waits for a second administrator. A document of kind <see cref="DocumentKind"/>, named by its id.</summary>
/// <param name="Id">Id, in the form of content ids.</param>
/// <param name="ContentType">The type.</param>
/// <param name="Policy">The policy, as in a recipe.</param>
/// <param name="BasedOn">Version on file that it was written over.</param>
/// <param name="Weaknesses">What it stops asking for, names of <see cref="Core.Reviews.Policies.PolicyWeakness"/> in order: what the confirmation is given for.</param>
/// <param name="ProposedById">User id of whoever proposed it.</param>
/// <param name="ProposedByName">User name.</param>
/// <param name="ProposedUtc">UTC.</param>
/// <param name="ExpiresUtc">From then on it cannot be confirmed, UTC.</param>
internal sealed record PolicyProposal(
    string Id, string ContentType, JsonObject Policy, string? BasedOn, IReadOnlyList<string> Weaknesses, string ProposedById, string ProposedByName, DateTime ProposedUtc, DateTime ExpiresUtc)
{
    /// <summary>Kind of its document.</summary>
    public const string DocumentKind = "proposal";

    private static readonly JsonSerializerOptions Format = new() { Converters = { new JsonStringEnumConverter() } };

    /// <summary>How it stands; an open one may have expired.</summary>
    public ProposalState State { get; init; }

    /// <summary>User name of whoever decided; null while it is open.</summary>
    public string? DecidedByName { get; init; }

    /// <summary>When it was decided, UTC; null while it is open.</summary>
    public DateTime? DecidedUtc { get; init; }

    /// <summary>Whether it can still be confirmed.</summary>
    public bool IsOpen(DateTime nowUtc) => State == ProposalState.Open && nowUtc < ExpiresUtc;

    /// <summary>Reads one; null when there is none.</summary>
    public static async Task<PolicyProposal?> FindAsync(IUnitOfWork work, string id, CancellationToken cancellationToken) =>
        id.Length <= 64 && await work.GetDocumentAsync(DocumentKind, id, cancellationToken) is { } json ? json.Deserialize<PolicyProposal>(Format) : null;

    /// <summary>All of them, newest first.</summary>
    public static async Task<IReadOnlyList<PolicyProposal>> ListAsync(IUnitOfWork work, CancellationToken cancellationToken) =>
        [.. (await work.ListDocumentsAsync(DocumentKind, cancellationToken)).Values.Select(json => json.Deserialize<PolicyProposal>(Format)!)
            .OrderByDescending(proposal => proposal.ProposedUtc).ThenBy(proposal => proposal.Id, StringComparer.Ordinal)];

    /// <summary>Writes it.</summary>
    public Task SaveAsync(IUnitOfWork work, CancellationToken cancellationToken) =>
        work.SaveDocumentAsync(DocumentKind, Id, JsonSerializer.SerializeToNode(this, Format)!.AsObject(), cancellationToken);
}
