using System.Text.Json.Nodes;
using GutCms.OrchardCore.Gate;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.ContentManagement;

namespace GutCms.OrchardCore.Tests;

/// <summary>A module can bring a policy along in code.</summary>
[Collection<OrchardSites>]
public sealed class PolicyProviderTests(Newsroom newsroom) : IAsyncLifetime
{
    private const string Handout = "Handout";

    private readonly OrchardSite _site = newsroom.Site;

    public async ValueTask InitializeAsync() => await _site.DefineAsync(Handout, "TitlePart", "ReviewPart");

    public ValueTask DisposeAsync()
    {
        (PoliciesInCode.ContentType, PoliciesInCode.Fault) = (null, null);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Keeps_live_what_was_live_and_refuses_what_is_new()
    {
        var before = await CreateAsync("Handout of before");
        PoliciesInCode.ContentType = Handout;

        await _site.InScopeAsync(CheckLiveAtStart.RunAsync);
        var refused = await CreateAsync("Handout of afterwards");

        Assert.NotNull(await _site.LiveAsync(before));
        Assert.Null(await _site.LiveAsync(refused));
        await newsroom.Administrator.DoAsync(refused, "submit");
        await newsroom.Reviewer.DecideAsync(refused, "approve");
        await newsroom.Editor.DoAsync(refused, "publish");
        Assert.NotNull(await _site.LiveAsync(refused));
    }

    [Fact]
    public async Task Lets_nothing_through_while_a_provider_fails()
    {
        PoliciesInCode.Fault = new InvalidOperationException("The policies of this module cannot be read.");

        Assert.Null(await _site.LiveAsync(await CreateAsync("Handout in between")));
    }

    private Task<string> CreateAsync(string title) => _site.InScopeAsync(async services =>
    {
        var manager = services.GetRequiredService<IContentManager>();
        var item = await manager.NewAsync(Handout);
        item.DisplayText = title;
        ((JsonObject)item.Content)["TitlePart"] = new JsonObject { ["Title"] = title };
        await manager.CreateAsync(item, VersionOptions.Draft);
        await manager.PublishAsync(item);
        return item.ContentItemId;
    });
}
