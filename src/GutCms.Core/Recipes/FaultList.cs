using GutCms.Core.Texts;

namespace GutCms.Core.Recipes;

/// <summary>Collects faults: each once, the first 200, and how many more there are. May be added to by several threads.</summary>
internal sealed class FaultList
{
    private const int Limit = 200;
    private readonly Lock _lock = new();
    private readonly HashSet<RecipeFault> _faults = [];
    private readonly List<string> _files = [];
    private long _more;

    public bool Any
    {
        get
        {
            lock (_lock)
            {
                return _faults.Count > 0;
            }
        }
    }

    public void Add(RecipeFault fault)
    {
        lock (_lock)
        {
            if (_faults.Contains(fault))
            {
                return;
            }

            if (_faults.Count == Limit)
            {
                _more++;
                return;
            }

            _faults.Add(fault);
            if (!_files.Contains(fault.File))
            {
                _files.Add(fault.File);
            }
        }
    }

    /// <summary>The faults in the order of the files, and within a file as they stand in it.</summary>
    public IReadOnlyList<RecipeFault> ToList()
    {
        lock (_lock)
        {
            var sorted = _faults
                .OrderBy(fault => _files.IndexOf(fault.File))
                .ThenBy(fault => fault.StepIndex ?? -1)
                .ThenBy(fault => fault.Path, Comparer<string>.Create(ComparePaths))
                .ToList();
            if (_more > 0)
            {
                sorted.Add(new(sorted[^1].File, null, "$", Sentence.Of("Recipe.MoreFaults", _more)));
            }

            return sorted;
        }
    }

    // Data[2] stands before Data[10].
    private static int ComparePaths(string a, string b)
    {
        var (left, right) = (a.Split('[', ']'), b.Split('[', ']'));
        for (var i = 0; i < Math.Min(left.Length, right.Length); i++)
        {
            var order = int.TryParse(left[i], out var x) && int.TryParse(right[i], out var y) ? x.CompareTo(y) : string.CompareOrdinal(left[i], right[i]);
            if (order != 0)
            {
                return order;
            }
        }

        return left.Length.CompareTo(right.Length);
    }
}
