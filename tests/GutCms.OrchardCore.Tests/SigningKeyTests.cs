using System.Net.Http.Json;
using System.Text.Json.Nodes;
using GutCms.Core.Storage;
using GutCms.OrchardCore.Keys;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace GutCms.OrchardCore.Tests;

/// <summary>Signing keys where data protection has other keys than when they were made, as when a site begins to keep them in Redis: the site signs on, and what was signed stays verifiable.</summary>
[Collection<OrchardSites>]
public sealed class SigningKeyTests(Newsroom newsroom)
{
    private readonly OrchardSite _site = newsroom.Site;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task That_cannot_be_read_any_more_are_followed_by_another_and_stay_published()
    {
        var before = await _site.InScopeAsync(services => services.GetRequiredService<SigningKeys>().GetCurrentAsync(Cancellation).AsTask());

        var after = await _site.InScopeAsync(async services =>
        {
            var keys = new SigningKeys(services.GetRequiredService<IContentStore>(), new EphemeralDataProtectionProvider(), TimeProvider.System, NullLogger<SigningKeys>.Instance);
            Assert.DoesNotContain(await keys.ListAsync(Cancellation), key => key.RetiredUtc is null);
            await keys.EnsureAsync(Cancellation);
            await keys.EnsureAsync(Cancellation);
            Assert.Single(await keys.ListAsync(Cancellation), key => key.RetiredUtc is null);
            return await keys.GetCurrentAsync(Cancellation);
        });

        Assert.NotEqual(before.KeyId, after.KeyId);
        var published = (await _site.Client.GetFromJsonAsync<JsonObject>(".well-known/jwks.json", Cancellation))!["keys"]!.AsArray().Select(key => (string)key!["kid"]!).ToList();
        Assert.Superset(new HashSet<string> { before.KeyId, after.KeyId }, published.ToHashSet());

        // Where the key can be read it goes on signing, whatever was made elsewhere.
        Assert.Equal(before.KeyId, (await _site.InScopeAsync(services => services.GetRequiredService<SigningKeys>().GetCurrentAsync(Cancellation).AsTask())).KeyId);
    }
}
