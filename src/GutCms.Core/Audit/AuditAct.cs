using GutCms.Core.Content.Items;

namespace GutCms.Core.Audit;

/// <summary>
/// What is under way: a request, a run of a recipe, a verb of the command line, a pass of a job. Entries that are made meanwhile, in however many transactions, bear its id
/// (<see cref="AuditDraft.ActId"/>), so that what belongs together can be found together. Follows the flow of execution, also into tasks that it starts.
/// </summary>
public static class AuditAct
{
    private static readonly AsyncLocal<string?> UnderWay = new();

    /// <summary>Id of the act that is under way: 26 characters, as <see cref="ContentIds"/> makes them; null: none.</summary>
    public static string? Id => UnderWay.Value;

    /// <summary>Begins an act, which ends with what is returned. Where one is under way, this is a part of it.</summary>
    public static IDisposable Begin() => Continue(null);

    /// <summary>Goes on with an act where the flow of execution has left it. Where one is under way, this is a part of that one.</summary>
    /// <param name="id">Its id, never one that came from outside; null: begins one.</param>
    public static IDisposable Continue(string? id)
    {
        var before = UnderWay.Value;
        UnderWay.Value = before ?? id ?? ContentIds.New();
        return new End(before);
    }

    private sealed class End(string? before) : IDisposable
    {
        public void Dispose() => UnderWay.Value = before;
    }
}
