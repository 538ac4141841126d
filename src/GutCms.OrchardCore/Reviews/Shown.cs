using GutCms.Core.Audit;
using GutCms.Core.Storage;

namespace GutCms.OrchardCore.Reviews;

/// <summary>For panels and fields that the module shows beside an item of Orchard Core's: when they stay empty nobody has attempted anything, so nothing is put on record.</summary>
internal sealed class Shown : IRefusalLog
{
    /// <summary>The only one.</summary>
    public static Shown Only { get; } = new();

    /// <inheritdoc/>
    public Task RecordAsync(AuditDraft draft) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task AppendAsync(IUnitOfWork work, AuditDraft draft, CancellationToken cancellationToken) => Task.CompletedTask;
}
