using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using GutCms.Core.Storage;

namespace GutCms.Core.Releases;

/// <summary>How far a release is. The words that the database holds.</summary>
public enum ReleaseState
{
    /// <summary>It is being put together, or waits for its instant.</summary>
    Planned,

    /// <summary>All of it went live.</summary>
    Done,

    /// <summary>It was given up.</summary>
    Cancelled,
}

/// <summary>Items that are to go live together or not at all.</summary>
/// <param name="ReleaseId">Id, in the form of content ids.</param>
/// <param name="Name">Name, 1 to 100 characters.</param>
/// <param name="State">How far it is.</param>
/// <param name="ItemIds">The items, each once, at most <see cref="MostItems"/>. Of each the version that is approved by then goes live.</param>
/// <param name="Revision">Counted up with each change; 0: new.</param>
public sealed record Release(string ReleaseId, string Name, ReleaseState State, ImmutableArray<string> ItemIds, int Revision)
{
    /// <summary>Kind of the documents that hold releases.</summary>
    public const string DocumentKind = "release";

    /// <summary>Longest name, in characters.</summary>
    public const int MostName = 100;

    /// <summary>At most so many items.</summary>
    public const int MostItems = 50;

    /// <summary>Tag of it as it stands.</summary>
    public string Tag => Revision.ToString(CultureInfo.InvariantCulture);

    /// <summary>When it goes live by itself, UTC; null: when somebody says so.</summary>
    public DateTime? AtUtc { get; init; }

    /// <summary>Name of whoever changed it last.</summary>
    public string ChangedByName { get; init; } = "";

    /// <summary>When it went live or was given up, UTC; null before.</summary>
    public DateTime? EndedUtc { get; init; }

    /// <summary>When its instant came and it could not go live, UTC; null: that did not happen since it was changed last.</summary>
    public DateTime? RefusedUtc { get; init; }

    internal JsonObject ToJson() => new()
    {
        ["name"] = Name,
        ["state"] = State.ToString(),
        ["items"] = new JsonArray([.. ItemIds.Select(id => (JsonNode)id)]),
        ["revision"] = Revision,
        ["atUtc"] = StoredInstants.Write(AtUtc),
        ["changedBy"] = ChangedByName,
        ["endedUtc"] = StoredInstants.Write(EndedUtc),
        ["refusedUtc"] = StoredInstants.Write(RefusedUtc),
    };

    internal static Release FromJson(string releaseId, JsonObject json) => new(
        releaseId, (string)json["name"]!, Enum.Parse<ReleaseState>((string)json["state"]!), [.. json["items"]!.AsArray().Select(id => (string)id!)], (int)json["revision"]!)
    {
        AtUtc = StoredInstants.Read(json["atUtc"]),
        ChangedByName = (string?)json["changedBy"] ?? "",
        EndedUtc = StoredInstants.Read(json["endedUtc"]),
        RefusedUtc = StoredInstants.Read(json["refusedUtc"]),
    };
}
