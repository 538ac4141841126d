using GutCms.Web.Features.Jobs;
using OpenIddict.Abstractions;

namespace GutCms.Web.Features.Tokens;

/// <summary>Removes tokens that have expired, once a day; the audit log keeps who was given one.</summary>
internal sealed class TokenPruning(IServiceScopeFactory scopes, TimeProvider time, ILogger<TokenPruning> logger)
    : RepeatedJob("Removing expired tokens", TimeSpan.FromDays(1), time, logger)
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(15);

    /// <inheritdoc/>
    protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var before = Time.GetUtcNow() - Kept;
        await scope.ServiceProvider.GetRequiredService<IOpenIddictTokenManager>().PruneAsync(before, cancellationToken);
        await scope.ServiceProvider.GetRequiredService<IOpenIddictAuthorizationManager>().PruneAsync(before, cancellationToken);
    }
}
