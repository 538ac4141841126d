using System.Net;
using System.Text;
using GutCms.Core.Delivery;
using GutCms.Core.Storage;
using GutCms.Web.Features.Webhooks;

namespace GutCms.Web.Tests.Webhooks;

/// <summary>How messages are signed, and whom they may reach.</summary>
public sealed class WebhookRulesTests
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    [Fact]
    public void Signature_is_that_of_the_specification() => Assert.Equal(
        "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        WebhookSecret.Parse(Secret)!.Sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, Encoding.UTF8.GetBytes("{\"test\": 2432232314}")));

    [Fact]
    public void New_secret_is_one() => Assert.NotNull(WebhookSecret.Parse(WebhookSecret.NewText()));

    [Theory]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    [InlineData("whsec_")]
    [InlineData("whsec_c2hvcnQ=")]
    [InlineData("whsec_no base64, whatever it says here")]
    public void Secret_that_is_none_is_refused(string text) => Assert.Null(WebhookSecret.Parse(text));

    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("172.32.0.1")]
    [InlineData("100.128.0.1")]
    [InlineData("2606:4700::1111")]
    [InlineData("::ffff:8.8.8.8")]
    public void Address_of_everybody_may_be_called(string address) => Assert.True(PublicAddresses.Contains(IPAddress.Parse(address)));

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("10.1.2.3")]
    [InlineData("100.64.0.1")]
    [InlineData("127.0.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("fd00::1")]
    [InlineData("fe80::1")]
    [InlineData("ff02::1")]
    public void Address_of_this_network_may_not(string address) => Assert.False(PublicAddresses.Contains(IPAddress.Parse(address)));

    [Theory]
    [InlineData(DeliveryKind.Article, "i articles")]
    [InlineData(DeliveryKind.Series, "i articles series")]
    [InlineData(DeliveryKind.Item, "i articles items")]
    [InlineData(DeliveryKind.Disclaimer, "i articles items")]
    public void Cache_is_told_of_every_list_that_may_show_what_changed(DeliveryKind kind, string keys) =>
        Assert.Equal(keys, PurgeHeader.Find("xkey-purge")!.Value([new(DeliveryChangeType.Republished, kind, "k", "i"), new(DeliveryChangeType.Redirected, DeliveryKind.Article, "old", null)]));
}
