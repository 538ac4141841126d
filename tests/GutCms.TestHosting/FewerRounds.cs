using GutCms.TestHosting;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

[assembly: HostingStartup(typeof(FewerRounds))]

namespace GutCms.TestHosting;

/// <summary>
/// Lets a site hash passwords with few rounds, since tests sign in thousands of times. A site has no setting for that: it is this assembly that does it, which no site holds and
/// which only <c>GutCms.TestSupport</c> loads into the processes that it starts.
/// </summary>
public sealed class FewerRounds : IHostingStartup
{
    /// <summary>Rounds of PBKDF2.</summary>
    public const int Count = 1_000;

    /// <inheritdoc/>
    public void Configure(IWebHostBuilder builder) => builder.ConfigureServices(services =>
    {
        services.PostConfigure<PasswordHasherOptions>(options => options.IterationCount = Count);
        if (HostInHand.Current is { } hand)
        {
            services.AddSingleton(hand).AddHostedService<GivesItselfIntoHand>();
            hand.IsBuilding();
        }
    });
}
