namespace GutCms.Core.Delivery;

/// <summary>Can be told to forget.</summary>
internal interface IBounded
{
    /// <summary>Forgets everything once the bound is passed.</summary>
    void Trim();
}

/// <summary>
/// Keeps what the batches of one refresh have in common. When it is full it starts afresh: everything in it can be loaded again, and a batch is worked on
/// in the order in which things belong together. Bounded at <see cref="Trim"/> rather than on adding, so that nothing disappears within a batch.
/// </summary>
internal sealed class BoundedCache<TKey, TValue>(int bound, Func<TValue, int> sizeOf) : IBounded
    where TKey : notnull
{
    private readonly Dictionary<TKey, TValue> _entries = [];
    private int _size;

    public bool Contains(TKey key) => _entries.ContainsKey(key);

    public TValue? Find(TKey key) => _entries.GetValueOrDefault(key);

    public void Add(TKey key, TValue value)
    {
        if (_entries.TryAdd(key, value))
        {
            _size += sizeOf(value);
        }
    }

    /// <summary>Adds it, or puts it in place of what is there.</summary>
    public void Put(TKey key, TValue value)
    {
        if (_entries.TryGetValue(key, out var known))
        {
            _size -= sizeOf(known);
        }

        _entries[key] = value;
        _size += sizeOf(value);
    }

    public void Trim()
    {
        if (_size > bound)
        {
            _entries.Clear();
            _size = 0;
        }
    }
}
