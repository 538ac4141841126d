using GutCms.Core.Audit;
using GutCms.Web.Cli.Outcomes;
using GutCms.Web.Features.Users;
using GutCms.Web.Features.Setup;

namespace GutCms.Web.Cli;

/// <summary>Runs a verb on the prepared site, and says what the rules refuse in one line.</summary>
internal static class SiteVerb
{
    /// <summary>Builds and prepares the site, then does it.</summary>
    /// <exception cref="CommandFailedException">The rules do not permit it.</exception>
    public static async Task<int> RunAsync(this Site site, Func<IServiceProvider, Task<int>> action, CancellationToken cancellation)
    {
        await using var app = site.Build();
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<PrepareSite>().ExecuteAsync(cancellation);
        using var act = AuditAct.Begin();
        try
        {
            return await action(scope.ServiceProvider);
        }
        catch (IdentityRefusedException refusal)
        {
            throw new CommandFailedException(refusal.Message);
        }
    }
}
