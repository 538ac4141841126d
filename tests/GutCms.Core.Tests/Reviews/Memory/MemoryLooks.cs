using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Ports;
using GutCms.Core.Storage;

namespace GutCms.Core.Tests.Reviews.Memory;

/// <summary>What people have opened, in memory.</summary>
internal sealed class MemoryLooks : ILooks
{
    private readonly Dictionary<(string User, string Item), Look> _looks = [];

    public IReadOnlyCollection<Look> All => _looks.Values;

    public Task<Look?> FindAsync(IUnitOfWork work, string userId, string contentItemId, CancellationToken cancellationToken) => Task.FromResult(_looks.GetValueOrDefault((userId, contentItemId)));

    public Task SaveAsync(IUnitOfWork work, Look look, CancellationToken cancellationToken)
    {
        _looks[(look.UserId, look.ContentItemId)] = look;
        return Task.CompletedTask;
    }
}
