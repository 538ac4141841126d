using System.Collections.Frozen;
using GutCms.Core.Texts;

namespace GutCms.Core.Recipes;

/// <summary>
/// Collects faults: each once, the first 200, and how many more there are. What is said of a name that nobody knows is said once, with the number of places. May be added to by several threads.
/// </summary>
internal sealed class FaultList
{
    private const int Limit = 200;

    // Sentences about a name that is not known, whatever the place.
    private static readonly FrozenSet<string> OfNames = new[]
    {
        "Content.FieldUnknown", "Content.NoMember", "Content.PartUndefined", "Content.PartUnknown", "Content.TypeUnknown", "Content.UnknownFieldType",
        "Definition.UnknownField", "Definition.UnknownMember", "Definition.UnknownPart",
        "Recipe.Expression", "Recipe.NoPermission", "Recipe.NoProperty", "Recipe.NoVariable", "Recipe.Parameter", "Recipe.UnknownStep",
    }.ToFrozenSet(StringComparer.Ordinal);

    private readonly Lock _lock = new();
    private readonly HashSet<RecipeFault> _faults = [];
    private readonly Dictionary<(string File, string Message), HashSet<RecipeFault>> _names = [];
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
            if (_faults.Contains(fault) || IsSaid(fault))
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
                .Select(Counted)
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

    /// <summary>Counts a place of a name; false when it is the first.</summary>
    private bool IsSaid(RecipeFault fault)
    {
        if (!OfNames.Contains(fault.Sentence.Name))
        {
            return false;
        }

        var name = (fault.File, fault.Sentence.ToString());
        if (_names.TryGetValue(name, out var places))
        {
            places.Add(fault);
            return true;
        }

        _names[name] = [fault];
        return false;
    }

    /// <summary>A fault of a name with its number of places, at the first of them.</summary>
    private RecipeFault Counted(RecipeFault fault) => _names.GetValueOrDefault((fault.File, fault.Sentence.ToString())) is { Count: > 1 } places
        ? places.OrderBy(place => place.StepIndex ?? -1).ThenBy(place => place.Path, Comparer<string>.Create(ComparePaths)).First() with { Places = places.Count }
        : fault;

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
