using GutCms.Core.Certificates;
using GutCms.Core.Certificates.Status;

namespace GutCms.Core.Tests.Certificates;

public sealed class AddressesOfASiteTests
{
    [Theory]
    [InlineData("https://gut.example")]
    [InlineData("https://gut.example/")]
    public void The_key_set_stands_below_the_address_of_the_site(string issuer) => Assert.Equal("https://gut.example/.well-known/jwks.json", CertificateTrust.KeySetOf(issuer).AbsoluteUri);

    [Theory]
    [InlineData("https://gut.example/status-lists/3", 3)]
    [InlineData("https://gut.example/status-lists/", null)]
    [InlineData("https://gut.example/status-lists/3x", null)]
    [InlineData("https://gut.example/status-lists/-3", null)]
    [InlineData("https://gut.example/other-lists/3", null)]
    [InlineData("https://gut.example.org/status-lists/3", null)]
    [InlineData("3", null)]
    public void A_status_list_of_the_site_has_its_number_and_another_has_none(string uri, int? number)
    {
        Assert.Equal(number, new StatusListEntry(0, uri).NumberOf("https://gut.example"));
        Assert.Equal(number, new StatusListEntry(0, uri).NumberOf("https://gut.example/"));
    }

    [Fact]
    public void A_place_is_found_again_in_the_list_that_it_names() => Assert.Equal(7, StatusListEntry.Of("https://gut.example/", 7, 1).NumberOf("https://gut.example"));
}
