using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using GutCms.Core.Storage;

namespace GutCms.Core.Verification;

/// <summary>How far the site's check of itself is and what it found: one document that all nodes share, so that a restart or another node goes on where it was.</summary>
public sealed record SelfCheckRecord
{
    private const string Kind = "self-check";
    private const string Name = "site";

    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() }, IgnoreReadOnlyProperties = true };

    /// <summary>A site that was never checked.</summary>
    public static SelfCheckRecord None { get; } = new();

    /// <summary>The process that checks now; null: none.</summary>
    public string? Holder { get; init; }

    /// <summary>Until when nobody else begins, UTC; null while nobody checks.</summary>
    public DateTime? HeldUntilUtc { get; init; }

    /// <summary>Live items compared by whoever checks now.</summary>
    public int Done { get; init; }

    /// <summary>Live items that whoever checks now is to compare.</summary>
    public int ToDo { get; init; }

    /// <summary>Id of the last item of the present round; null: a round begins.</summary>
    public string? After { get; init; }

    /// <summary>When the present round began, UTC; null before the first.</summary>
    public DateTime? RoundUtc { get; init; }

    /// <summary>When every live item had been compared last, UTC; null before the first round has ended.</summary>
    public DateTime? WholeUtc { get; init; }

    /// <summary>When something was checked last, UTC; null: never.</summary>
    public DateTime? CheckedUtc { get; init; }

    /// <summary>Live items at the last check.</summary>
    public int Live { get; init; }

    /// <summary>Entries of the log at the last check.</summary>
    public long Entries { get; init; }

    /// <summary>Kept checkpoints at the last check.</summary>
    public int Checkpoints { get; init; }

    /// <summary>What was found.</summary>
    public ImmutableArray<SiteFinding> Findings { get; init; } = [];

    /// <summary>Items whose documents are not served because of it, in order.</summary>
    public ImmutableArray<string> HeldBack { get; init; } = [];

    /// <summary>When somebody asked for a check of everything that has not begun, UTC; null: nobody.</summary>
    public DateTime? RequestedUtc { get; init; }

    /// <summary>Nothing was found but warnings.</summary>
    public bool Intact => Findings.All(finding => finding.IsWarning);

    /// <summary>Somebody checks at this instant.</summary>
    public bool IsHeld(DateTime nowUtc) => Holder is not null && HeldUntilUtc > nowUtc;

    /// <summary>The record on file. One that cannot be read is none: the site is checked anew.</summary>
    public static async Task<SelfCheckRecord> ReadAsync(IUnitOfWork work, CancellationToken cancellationToken)
    {
        try
        {
            return (await work.GetDocumentAsync(Kind, Name, cancellationToken))?.Deserialize<SelfCheckRecord>(Format) ?? None;
        }
        catch (JsonException)
        {
            return None;
        }
    }

    /// <summary>Puts it on file.</summary>
    public Task SaveAsync(IUnitOfWork work, CancellationToken cancellationToken) =>
        work.SaveDocumentAsync(Kind, Name, (JsonObject)JsonSerializer.SerializeToNode(this, Format)!, cancellationToken);
}
