using GutCms.Core.Content.Definitions;
using GutCms.Core.Texts;

namespace GutCms.Core.Content.Checking;

/// <summary>Collects faults.</summary>
internal sealed class ContentFaults
{
    private readonly List<ContentFault> _all = [];

    public IReadOnlyList<ContentFault> All => _all;

    public void Add(string path, Sentence sentence) => _all.Add(new ContentFault(path, sentence));

    /// <summary>Adds a value that has none of the forms in which it means something.</summary>
    public void AddBrokenForm(string path, Sentence sentence) => _all.Add(new ContentFault(path, sentence) { BreaksForm = true });

    /// <summary>Adds what a draft may lack.</summary>
    public void AddMissing(string path, Sentence sentence) => _all.Add(new ContentFault(path, sentence) { IsMissing = true });
}
