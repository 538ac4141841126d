using Microsoft.Extensions.Hosting;

namespace GutCms.TestHosting;

/// <summary>What a test holds of a server in its own process: by it the server says that it is being built, and can be asked to stop as an operator would.</summary>
public sealed class HostInHand
{
    private static readonly AsyncLocal<HostInHand?> OfThisFlow = new();
    private readonly TaskCompletionSource _built = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IHostApplicationLifetime? _lifetime;

    /// <summary>Ends when its host is being built, which is when the command line has been read.</summary>
    public Task Building => _built.Task;

    /// <summary>That of the server that is built by this flow of calls; null for whatever is no server of a test.</summary>
    internal static HostInHand? Current => OfThisFlow.Value;

    /// <summary>Holds the server that this flow of calls builds from now on.</summary>
    public void Take() => OfThisFlow.Value = this;

    /// <summary>Asks the server to stop; nothing happens when it has not started.</summary>
    public void Stop() => _lifetime?.StopApplication();

    internal void IsBuilding() => _built.TrySetResult();

    internal void Starts(IHostApplicationLifetime lifetime) => _lifetime = lifetime;
}
