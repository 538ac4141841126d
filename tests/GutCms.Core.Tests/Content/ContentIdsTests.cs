using GutCms.Core.Content.Items;

namespace GutCms.Core.Tests.Content;

public class MakingIdsTests
{
    [Fact]
    public void Makes_valid_ids_that_all_differ()
    {
        var ids = Enumerable.Range(0, 10_000).Select(_ => ContentIds.New()).ToList();

        Assert.All(ids, id => Assert.True(ContentIds.IsValid(id)));
        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    [Fact]
    public void Uses_every_character_of_the_alphabet() =>
        Assert.Equal("0123456789abcdefghjkmnpqrstvwxyz", string.Concat(Enumerable.Range(0, 1000).SelectMany(_ => ContentIds.New()).Distinct().Order()));

    [Theory]
    [InlineData("4sq97vmkt1ect9dmz5n4em49vv", true)]
    [InlineData("00000000000000000000000000", true)]
    [InlineData("", false)]
    [InlineData(null, false)]
    [InlineData("4sq97vmkt1ect9dmz5n4em49v", false)]
    [InlineData("4sq97vmkt1ect9dmz5n4em49vvv", false)]
    [InlineData("4SQ97VMKT1ECT9DMZ5N4EM49VV", false)]
    [InlineData("4sq97vmkt1ect9dmz5n4em49vi", false)]
    [InlineData("4sq97vmkt1ect9dmz5n4em49vl", false)]
    [InlineData("4sq97vmkt1ect9dmz5n4em49vo", false)]
    [InlineData("4sq97vmkt1ect9dmz5n4em49vu", false)]
    [InlineData("4sq97vmkt1ect9dmz5n4em49v-", false)]
    public void Accepts_an_id_only_in_its_form(string? id, bool valid) => Assert.Equal(valid, ContentIds.IsValid(id));
}
