using System.Collections.Immutable;
using System.Text.Json.Nodes;
using GutCms.Core.Content.Checking;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Content.Items;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Core.Tests.Reviews.Memory;

namespace GutCms.Core.Tests.InMemory;

/// <summary>Everything that is stored at one moment; immutable, so that a transaction is a copy.</summary>
internal sealed record InMemoryState
{
    public static InMemoryState Empty { get; } = new();

    public string Definitions { get; init; } = DefinitionJson.Write(ContentDefinitions.Empty).ToJsonString();

    /// <summary>JSON by kind and name.</summary>
    public ImmutableSortedDictionary<(string Kind, string Name), string> Documents { get; init; } =
        ImmutableSortedDictionary.Create<(string, string), string>(Comparer<(string Kind, string Name)>.Create((a, b) => (string.CompareOrdinal(a.Kind, b.Kind), string.CompareOrdinal(a.Name, b.Name)) is var (kind, name) && kind != 0 ? kind : name));

    /// <summary>Items by id.</summary>
    public ImmutableDictionary<string, InMemoryItem> Items { get; init; } = ImmutableDictionary<string, InMemoryItem>.Empty;

    /// <summary>Texts by content hash.</summary>
    public ImmutableDictionary<string, string> Texts { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Ids of the items in order of first appearance.</summary>
    public ImmutableList<string> Order { get; init; } = [];

    /// <summary>Item of each version id.</summary>
    public ImmutableDictionary<string, string> VersionOwners { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Item of each path in use, lower case.</summary>
    public ImmutableDictionary<string, string> Paths { get; init; } = ImmutableDictionary<string, string>.Empty;

    public ImmutableDictionary<string, ImportedMark> Marks { get; init; } = ImmutableDictionary<string, ImportedMark>.Empty;

    /// <summary>Delivery documents by item.</summary>
    public ImmutableDictionary<string, DeliveryRecord> Delivery { get; init; } = ImmutableDictionary<string, DeliveryRecord>.Empty;

    /// <summary>Reviews, audit log and outbox; no content.</summary>
    public MemoryState Record { get; init; } = new();

    public ContentDefinitions ReadDefinitions() => DefinitionJson.Read(JsonNode.Parse(Definitions)!.AsObject());
}

/// <summary>An item with all its versions, oldest first.</summary>
internal sealed record InMemoryItem(ImmutableList<InMemoryVersion> Versions, bool PublishedByPerson)
{
    public StoredVersion? Find(VersionSelector selector)
    {
        var index = Versions.FindLastIndex(version => selector == VersionSelector.Latest ? version.Latest : version.Published);
        return index < 0 ? null : Versions[index].Read(index + 1, PublishedByPerson);
    }
}

/// <summary>A version: its text, which never changes, and its flags, which do.</summary>
internal sealed record InMemoryVersion(byte[] Json, bool Latest, bool Published, DateTime? PublishedUtc, string? Origin)
{
    public string? ContentHash { get; init; }

    public ImmutableArray<VersionAuthor> Authors { get; init; } = [];

    public ContentItem Item => ContentItemJson.Parse(Json) with { Latest = Latest, Published = Published, PublishedUtc = PublishedUtc };

    public StoredVersion Read(int number, bool publishedByPerson) => new(Item, number, Origin, publishedByPerson) { ContentHash = ContentHash };
}
