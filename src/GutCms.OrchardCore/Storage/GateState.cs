using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Reviews.Model;
using OrchardCore.DisplayManagement.ModelBinding;

namespace GutCms.OrchardCore.Storage;

/// <summary>A publication, or a change of what is live, that the gate did not let happen.</summary>
/// <param name="ContentItemId">The item.</param>
/// <param name="VersionId">The version.</param>
/// <param name="Title">Its title.</param>
/// <param name="Refusal">Why.</param>
/// <param name="IsOwn">It was asked for by the request itself, not by a workflow that the request set off.</param>
internal sealed record Veto(string ContentItemId, string VersionId, string Title, Refusal Refusal, bool IsOwn);

/// <summary>What the gate knows within one scope: of a request, a job, a unit of work.</summary>
internal sealed class GateState
{
    private readonly HashSet<string> _allowed = new(StringComparer.Ordinal);
    private readonly HashSet<string> _publishing = new(StringComparer.Ordinal);
    private readonly HashSet<string> _takingDown = new(StringComparer.Ordinal);
    private readonly HashSet<string> _trusted = new(StringComparer.Ordinal);
    private readonly HashSet<string> _observed = new(StringComparer.Ordinal);
    private readonly HashSet<(string, string)> _letThrough = [];
    private readonly Dictionary<string, JsonObject> _live = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _evicted = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _types = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _mistaken = new(StringComparer.Ordinal);

    private int _events;
    private IUpdateModel? _setAside;

    /// <summary>Other handlers are being told of something that is done.</summary>
    public bool IsInEvents => _events > 0;

    public void EnterEvents() => _events++;

    /// <summary>Ends it; where a form was set aside meanwhile: the form.</summary>
    public IUpdateModel? LeaveEvents()
    {
        _events = Math.Max(0, _events - 1);
        if (_events > 0)
        {
            return null;
        }

        var form = _setAside;
        _setAside = null;
        return form;
    }

    /// <summary>Keeps the form of the request until other handlers have been told.</summary>
    public void SetAside(IUpdateModel form) => _setAside ??= form;

    /// <summary>What kept the gate from asking its rules, so that it stayed shut; null: nothing did.</summary>
    public Exception? Fault { get; set; }

    /// <summary>What was refused.</summary>
    public List<Veto> Vetoes { get; } = [];

    /// <summary>Refusals that are to be recorded when the transaction that they ended is gone.</summary>
    public List<AuditDraft> Refusals { get; } = [];

    /// <summary>A use case has decided that this version is to be live.</summary>
    public void Allow(string versionId) => _allowed.Add(versionId);

    public bool IsAllowed(string versionId) => _allowed.Contains(versionId);

    /// <summary>Orchard Core's content manager is publishing this version and has asked the gate.</summary>
    public IDisposable Publishing(string versionId) => new Mark(_publishing, versionId);

    public bool IsBeingPublished(string versionId) => _publishing.Contains(versionId);

    /// <summary>A use case takes this item down.</summary>
    public void AllowTakingDown(string contentItemId) => _takingDown.Add(contentItemId);

    public bool IsTakingDown(string contentItemId) => _takingDown.Contains(contentItemId);

    /// <summary>A trusted set-up brings this version in live.</summary>
    public void Trust(string versionId) => _trusted.Add(versionId);

    public bool IsTrusted(string versionId) => _trusted.Contains(versionId);

    /// <summary>A use case has written this version itself and seen to what follows.</summary>
    public void Observed(string versionId) => _observed.Add(versionId);

    public bool IsObserved(string versionId) => _observed.Contains(versionId);

    /// <summary>This text of this version may be live.</summary>
    public void LetThrough(string versionId, string ownHash) => _letThrough.Add((versionId, ownHash));

    public bool IsLetThrough(string versionId, string ownHash) => _letThrough.Contains((versionId, ownHash));

    /// <summary>Keeps the parts of a live version as they were when it was loaded.</summary>
    public void KeepLive(string versionId, JsonObject parts) => _live.TryAdd(versionId, parts);

    /// <summary>The parts of a version as they were when it was loaded live; null when it was not, or is nested in another and no version of its own.</summary>
    public JsonObject? LiveParts(string? versionId) => versionId is null ? null : _live.GetValueOrDefault(versionId);

    /// <summary>Keeps which version was live before the content manager made place for another.</summary>
    public void KeepEvicted(string contentItemId, string versionId) => _evicted.TryAdd(contentItemId, versionId);

    public string? Evicted(string? contentItemId) => contentItemId is null ? null : _evicted.GetValueOrDefault(contentItemId);

    /// <summary>Keeps which type an item was loaded as, before anything could be merged into it.</summary>
    public void KeepType(string contentItemId, string contentType)
    {
        if (!_types.TryGetValue(contentItemId, out var types))
        {
            _types[contentItemId] = types = new(StringComparer.Ordinal);
        }

        types.Add(contentType);
    }

    public IEnumerable<string> LoadedTypes(string contentItemId) => _types.GetValueOrDefault(contentItemId) ?? [];

    /// <summary>The item arrived as another type than the site has it as.</summary>
    public void Mistake(string contentItemId, string why) => _mistaken.TryAdd(contentItemId, why);

    /// <summary>Why the item is not what it arrives as; null when it is.</summary>
    public string? Mistaken(string? contentItemId) => contentItemId is null ? null : _mistaken.GetValueOrDefault(contentItemId);

    private sealed class Mark : IDisposable
    {
        private readonly HashSet<string> _set;
        private readonly string _value;

        public Mark(HashSet<string> set, string value)
        {
            (_set, _value) = (set, value);
            _set.Add(value);
        }

        public void Dispose() => _set.Remove(_value);
    }
}
