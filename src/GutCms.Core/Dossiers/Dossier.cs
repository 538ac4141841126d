using System.Collections.Immutable;
using System.Text.Json.Nodes;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;

namespace GutCms.Core.Dossiers;

/// <summary>How much of an item's history a dossier tells.</summary>
public enum DossierScope
{
    /// <summary>All of it; the version is the live one, or else the one that was approved last, or else the latest.</summary>
    Item,

    /// <summary>That of one version: since the one before it that was live or approved.</summary>
    Version,
}

/// <summary>Who approved what of an item, when, in which words and on what ground: <c>dossier.json</c>.</summary>
/// <param name="Format">Number of the format, <see cref="CurrentFormat"/>.</param>
/// <param name="MadeUtc">When it was made, UTC.</param>
/// <param name="MadeBy">User name of whoever asked for it.</param>
/// <param name="Scope">How much it tells.</param>
/// <param name="Item">The item.</param>
/// <param name="Version">The version that it is about.</param>
/// <param name="Before">The version before that was live or approved; null: there was none.</param>
/// <param name="Authors">Who wrote the text since the last approval, as the rule of four eyes counts them.</param>
/// <param name="Runs">The reviews, oldest first.</param>
/// <param name="Threads">Comments with their answers, and suggested words, oldest first.</param>
public sealed record Dossier(
    int Format,
    DateTime MadeUtc,
    string MadeBy,
    DossierScope Scope,
    DossierItem Item,
    DossierVersion Version,
    DossierVersion? Before,
    ImmutableArray<VersionAuthor> Authors,
    ImmutableArray<DossierRun> Runs,
    ImmutableArray<CommentThread> Threads)
{
    /// <summary>The format of this version of the program.</summary>
    public const int CurrentFormat = 1;

    /// <summary>The disclaimer that the live text shows; null: the version is not live, or shows none.</summary>
    public DossierDisclaimer? Disclaimer { get; init; }

    /// <summary>The withdrawal in force; null: none is.</summary>
    public Withdrawal? Withdrawal { get; init; }

    /// <summary>The review that approved the version; null: none did.</summary>
    public DossierRun? Approval => Version.ReviewId is { } id ? Runs.FirstOrDefault(run => run.ReviewId == id) : null;
}

/// <summary>What a dossier is about.</summary>
/// <param name="ContentItemId">Id.</param>
/// <param name="ContentType">Type.</param>
/// <param name="Title">Title of the version; null when it has none.</param>
/// <param name="Path">Path without a leading slash; null when it has none.</param>
/// <param name="Versions">How many versions the item has.</param>
public sealed record DossierItem(string ContentItemId, string ContentType, string? Title, string? Path, int Versions);

/// <summary>A version.</summary>
/// <param name="VersionId">Id.</param>
/// <param name="Number">1 for the first.</param>
/// <param name="ContentHash">Hash of its text as it stands in the dossier.</param>
/// <param name="PresentationHash">Hash of its presentation.</param>
/// <param name="Live">It is live.</param>
/// <param name="WrittenUtc">When it was saved, UTC; null when unknown.</param>
/// <param name="Authors">Who wrote it.</param>
public sealed record DossierVersion(string VersionId, int Number, string ContentHash, string PresentationHash, bool Live, DateTime? WrittenUtc, ImmutableArray<VersionAuthor> Authors)
{
    /// <summary>Recipe that wrote it; null when a person or an API client did.</summary>
    public string? Origin { get; init; }

    /// <summary>On what ground this text was allowed to be live; null: it never was.</summary>
    public PublicationBasis? Basis { get; init; }

    /// <summary>When that was given, UTC; null as <see cref="Basis"/>.</summary>
    public DateTime? GrantedUtc { get; init; }

    /// <summary>The review that approved it; null: none did.</summary>
    public string? ReviewId { get; init; }

    /// <summary>The text that was approved is not on file word for word, so what stands in the dossier is what the program makes of the version today.</summary>
    public bool MadeAnew { get; init; }
}

/// <summary>A review with its decisions.</summary>
/// <param name="ReviewId">Id.</param>
/// <param name="Purpose">What for.</param>
/// <param name="State">How it stands.</param>
/// <param name="SubmittedBy">User name.</param>
/// <param name="SubmittedUtc">UTC.</param>
/// <param name="Policy">The policy as it was at submission.</param>
/// <param name="PolicyHash">Its hash; null in reviews from before it was kept.</param>
/// <param name="Stages">The stages so far.</param>
/// <param name="CoveredTexts">The texts for which its decisions stand.</param>
/// <param name="Decisions">All decisions, voided ones too, oldest first.</param>
public sealed record DossierRun(
    string ReviewId,
    ReviewPurpose Purpose,
    ReviewState State,
    string SubmittedBy,
    DateTime SubmittedUtc,
    JsonObject Policy,
    string? PolicyHash,
    ImmutableArray<StageRun> Stages,
    ImmutableArray<CoveredText> CoveredTexts,
    ImmutableArray<Decision> Decisions)
{
    /// <summary>What was said to the reviewers; null: nothing.</summary>
    public string? Message { get; init; }

    /// <summary>When it was completed, UTC; null: it was not.</summary>
    public DateTime? CompletedUtc { get; init; }

    /// <summary>When it ended, UTC; null: it is open.</summary>
    public DateTime? ClosedUtc { get; init; }

    /// <summary>Why it ended; null: it is open.</summary>
    public string? CloseReason { get; init; }
}

/// <summary>A disclaimer as a text shows it.</summary>
/// <param name="ContentItemId">The disclaimer.</param>
/// <param name="VersionId">Its version.</param>
/// <param name="Title">Its title; null when none.</param>
/// <param name="WrittenUtc">When that version was saved, UTC; null when unknown.</param>
public sealed record DossierDisclaimer(string ContentItemId, string VersionId, string? Title, DateTime? WrittenUtc);
