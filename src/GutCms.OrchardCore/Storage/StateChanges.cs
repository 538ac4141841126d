using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Policies;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Environment.Shell.Scope;

namespace GutCms.OrchardCore.Storage;

/// <summary>On what states rest that a scope changes, whoever changes it. They are written when everything else is.</summary>
/// <param name="scope">The scope.</param>
internal sealed class StateChanges(IServiceProvider scope)
{
    private readonly HashSet<string> _items = new(StringComparer.Ordinal);
    private readonly HashSet<string> _types = new(StringComparer.Ordinal);
    private bool _isScheduled;

    /// <summary>Items whose run, publication, withdrawal or versions change; others may show them.</summary>
    public IReadOnlyCollection<string> Items => _items;

    /// <summary>Types whose policy changes.</summary>
    public IReadOnlyCollection<string> Types => _types;

    /// <summary>What the program makes of texts changes: runs may be about other texts than their items have.</summary>
    public bool Texts { get; private set; }

    /// <summary>There is something.</summary>
    public bool Any => _items.Count > 0 || _types.Count > 0 || Texts;

    /// <summary>Versions of an item, or which of them is live, change, or what is kept of its review.</summary>
    public void ItemChanges(string? contentItemId)
    {
        if (!string.IsNullOrEmpty(contentItemId))
        {
            _items.Add(contentItemId);
            Schedule();
        }
    }

    /// <summary>A record changes.</summary>
    public void RecordChanges(string kind, string key, string group)
    {
        if (kind is RecordKinds.Review or RecordKinds.Version)
        {
            ItemChanges(group);
        }
        else if (kind is RecordKinds.Publication or RecordKinds.Withdrawal)
        {
            ItemChanges(key);
        }
        else if (kind == RecordKinds.Document(ReviewPolicyJson.DocumentKind))
        {
            _types.Add(key);
            Schedule();
        }
        else if (kind.StartsWith(RecordKinds.Document(""), StringComparison.Ordinal) && StatesOfItems.RestOnTextsOf(kind[RecordKinds.Document("").Length..]))
        {
            Texts = true;
            Schedule();
        }
    }

    /// <summary>Forgets what was written.</summary>
    public void Clear()
    {
        _items.Clear();
        _types.Clear();
        Texts = false;
    }

    /// <summary>A unit of work with a scope of its own writes them when it commits; what Orchard Core has under way is committed at the end of its scope.</summary>
    private void Schedule()
    {
        if (!_isScheduled && ShellScope.Current is { } shell && ReferenceEquals(shell.ServiceProvider, scope))
        {
            _isScheduled = true;
            ShellScope.RegisterBeforeDispose(current => current.ServiceProvider.GetRequiredService<ItemStateWriter>().WriteAsync());
        }
    }
}
