namespace GutCms.Web.Storage.Limits;

/// <summary>Nothing is shared: the database is a file of this machine, and what the process counts is all there is.</summary>
internal sealed class OwnLimits : ISharedLimits
{
    /// <inheritdoc/>
    public ValueTask<bool> TakeAsync(string limit, string who, long units, long most, CancellationToken cancellationToken) => ValueTask.FromResult(true);

    /// <inheritdoc/>
    public ValueTask ChargeAsync(string limit, string who, long units, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public Task ForgetAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
