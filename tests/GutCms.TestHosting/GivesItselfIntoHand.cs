using Microsoft.Extensions.Hosting;

namespace GutCms.TestHosting;

/// <summary>Tells the test that holds a server how to stop it.</summary>
internal sealed class GivesItselfIntoHand(HostInHand hand, IHostApplicationLifetime lifetime) : IHostedService
{
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        hand.Starts(lifetime);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
