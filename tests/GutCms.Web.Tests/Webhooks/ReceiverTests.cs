using GutCms.Core.Delivery;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Storage;
using GutCms.Web.Features.Webhooks;
using GutCms.Web.Storage.Databases;
using GutCms.Web.Storage.Delivery;
using GutCms.Web.Tests.ReviewApi;
using GutCms.Web.Tests.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace GutCms.Web.Tests.Webhooks;

/// <summary>A site with receivers on this machine, and processes that send to them.</summary>
public abstract class ReceiverTests(Provider provider) : ReviewApiTests(provider)
{
    private readonly WebhookReceivers _receivers = new(new EphemeralDataProtectionProvider());

    private protected IContentStore Store => Site.Services.GetRequiredService<IContentStore>();

    private IDeliveryChanges Changes => Site.Services.GetRequiredService<IDeliveryChanges>();

    private protected AddReceiver Adding => new(Store, Changes, _receivers, Site.Time);

    private protected ChangeReceiverSecret Changing => new(Store, _receivers, Site.Time);

    protected async Task<(string Id, string Secret)> AddAsync(string url, string name = "site")
    {
        var added = (await Adding.ExecuteAsync(Site.Person("administrator"), new(name, url), Token)).Value!;
        return (added.Receiver.Id, added.Secret);
    }

    private protected async Task<ListReceivers.Result> ListedAsync()
    {
        var list = new ListReceivers(Store, new WithdrawnChanges(Site.Services.GetRequiredService<Database>()), Site.Time);
        Assert.Equal(RefusalKind.Forbidden, (await list.ExecuteAsync(Site.Person("editor"), Token)).Refusal?.Kind);
        return (await list.ExecuteAsync(Site.Person("administrator"), Token)).Value!;
    }

    private protected SendingProcess Process(bool allowPrivate = true)
    {
        var sender = new WebhookSender(new Fixed(new() { AllowPrivateAddresses = allowPrivate }), Site.Time);
        return new(sender, new TellReceivers(Store, Changes, _receivers, sender, Site.Time, NullLogger<TellReceivers>.Instance));
    }

    private protected sealed record SendingProcess(WebhookSender Sender, TellReceivers Tell) : IDisposable
    {
        public Task<TimeSpan?> TellAsync(string receiver) => Tell.ExecuteAsync(receiver, TimeSpan.Zero, Token);

        public Task<WebhookAnswer> SendAsync(string url) => Sender.SendAsync(new Uri(url), [WebhookSecret.Parse(WebhookSecret.NewText())!], "msg_1", [], purge: null, Token);

        public void Dispose() => Sender.Dispose();
    }

    private sealed class Fixed(WebhookOptions options) : IOptionsMonitor<WebhookOptions>
    {
        public WebhookOptions CurrentValue => options;

        public WebhookOptions Get(string? name) => options;

        public IDisposable? OnChange(Action<WebhookOptions, string?> listener) => null;
    }
}
