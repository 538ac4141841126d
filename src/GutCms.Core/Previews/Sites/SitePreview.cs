using System.Collections.Immutable;
using System.Text.Json.Nodes;
using GutCms.Core.Storage;

namespace GutCms.Core.Previews.Sites;

/// <summary>What a site of its own is shown through a preview. The words that the database holds.</summary>
public enum PreviewScope
{
    /// <summary>The newest version of one item.</summary>
    Item,

    /// <summary>The items of a release, as if it were live.</summary>
    Release,

    /// <summary>Everything, as it is to be at an instant.</summary>
    Site,
}

/// <summary>A token with which a site reads, for a while, what is not live yet in the shape of delivery.</summary>
/// <param name="PreviewId">Id, in the form of content ids. Not secret.</param>
/// <param name="TokenHash">Lower-case hex SHA-256 of the token; the token itself is kept nowhere.</param>
/// <param name="Scope">What it shows.</param>
/// <param name="Target">The item or the release; null: the site.</param>
/// <param name="CreatedById">User id.</param>
/// <param name="CreatedByName">User name.</param>
/// <param name="CreatedUtc">UTC.</param>
/// <param name="ExpiresUtc">From then on it shows nothing, UTC.</param>
public sealed record SitePreview(string PreviewId, string TokenHash, PreviewScope Scope, string? Target, string CreatedById, string CreatedByName, DateTime CreatedUtc, DateTime ExpiresUtc)
{
    /// <summary>Kind of the site documents that hold one each, by the hash of its token.</summary>
    public const string DocumentKind = "site-preview";

    /// <summary>Longest life, in minutes: a day.</summary>
    public const int MostMinutes = 1440;

    /// <summary>Most previews of one maker that are good at a time.</summary>
    public const int MostAtATime = 20;

    /// <summary>The instant as of which the site is shown, UTC; null unless it shows the site.</summary>
    public DateTime? AtUtc { get; init; }

    /// <summary>Of a release: the items whose drafts whoever made it may see. What joins the release later is not shown.</summary>
    public ImmutableArray<string> ItemIds { get; init; } = [];

    /// <summary>When it was first read through, UTC; null: never.</summary>
    public DateTime? FirstReadUtc { get; init; }

    /// <summary>When it was revoked, UTC; null while it was not.</summary>
    public DateTime? RevokedUtc { get; init; }

    /// <summary>Whether it still shows something.</summary>
    /// <param name="nowUtc">UTC.</param>
    public bool IsGood(DateTime nowUtc) => RevokedUtc is null && nowUtc < ExpiresUtc;

    internal JsonObject ToJson() => new()
    {
        ["id"] = PreviewId,
        ["tokenHash"] = TokenHash,
        ["scope"] = Scope.ToString(),
        ["target"] = Target,
        ["items"] = new JsonArray([.. ItemIds.Select(id => (JsonNode)id)]),
        ["atUtc"] = StoredInstants.Write(AtUtc),
        ["createdBy"] = CreatedById,
        ["createdByName"] = CreatedByName,
        ["createdUtc"] = StoredInstants.Write(CreatedUtc),
        ["expiresUtc"] = StoredInstants.Write(ExpiresUtc),
        ["firstReadUtc"] = StoredInstants.Write(FirstReadUtc),
        ["revokedUtc"] = StoredInstants.Write(RevokedUtc),
    };

    internal static SitePreview FromJson(JsonObject json) => new(
        (string)json["id"]!, (string)json["tokenHash"]!, Enum.Parse<PreviewScope>((string)json["scope"]!), (string?)json["target"],
        (string)json["createdBy"]!, (string)json["createdByName"]!, StoredInstants.Read(json["createdUtc"])!.Value, StoredInstants.Read(json["expiresUtc"])!.Value)
    {
        AtUtc = StoredInstants.Read(json["atUtc"]),
        ItemIds = [.. json["items"]!.AsArray().Select(id => (string)id!)],
        FirstReadUtc = StoredInstants.Read(json["firstReadUtc"]),
        RevokedUtc = StoredInstants.Read(json["revokedUtc"]),
    };
}
