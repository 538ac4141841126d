using System.ComponentModel.DataAnnotations;
using System.Text;
using GutCms.Api.Delivery;
using GutCms.Core.Delivery;
using GutCms.Core.Storage;
using Microsoft.Extensions.Options;

namespace GutCms.Web.Tests.DeliveredTypes;

/// <summary>Which language stands in for another, as the site's configuration says.</summary>
public sealed class LanguageFallBacksTests : IDeliveryReader, IOptionsMonitor<LanguageOptions>
{
    private static readonly string[] Live = ["de", "en", "fr"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public LanguageOptions CurrentValue { get; } = new() { FallBacks = ["de-AT, fr, de", "it", "pt-BR,pt,es,fr", ""] };

    long? IDeliveryReader.Revision => null;

    [Theory]
    [InlineData("de-AT", "fr", true)]
    [InlineData("DE-at", "fr", true)]
    [InlineData("pt-BR", "fr", true)]
    [InlineData("it", null, false)]
    [InlineData("de-CH", "de", true)]
    [InlineData("sv", "en", true)]
    [InlineData("fr", "fr", false)]
    public async Task A_chain_takes_the_place_of_what_stands_in_otherwise(string asked, string? answered, bool isFallBack)
    {
        var answer = await new LanguageFallBacks(this, this).FindAsync(Document("de"), asked, Token);

        Assert.Equal((answered, isFallBack), (answer?.Language, answer?.IsFallBack == true));
        Assert.Equal(answered is null ? null : answered == "de" ? "de lists" : $"{answered} lists de", answer?.Document.SurrogateKeys);
    }

    [Theory]
    [InlineData("de-AT, de, en", true)]
    [InlineData("de", true)]
    [InlineData("", true)]
    [InlineData("de_AT, de", false)]
    [InlineData("a1, b2", false)]
    [InlineData("aa,ab,ac,ad,ae,af,ag,ah,ai,aj,ak", false)]
    public void A_chain_is_of_language_tags(string chain, bool isGood)
    {
        var options = new LanguageOptions { FallBacks = [chain] };

        Assert.Equal(isGood, !options.Validate(new ValidationContext(options)).Any());
    }

    Task<IReadOnlyList<DeliveredDocument>> IDeliveryReader.FindAllAsync(IReadOnlyList<string> contentItemIds, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<DeliveredDocument>>([.. contentItemIds.Select(Document)]);

    ValueTask<DeliveredDocument?> IDeliveryReader.FindAsync(DeliveryKind kind, string key, CancellationToken cancellationToken) => throw new NotSupportedException();

    Task<IReadOnlyDictionary<string, SeriesPlace>> IDeliveryReader.FindPlacesAsync(IReadOnlyList<string> contentItemIds, CancellationToken cancellationToken) => throw new NotSupportedException();

    Task<DeliveryPage> IDeliveryReader.ListArticlesAsync(ArticleQuery query, CancellationToken cancellationToken) => throw new NotSupportedException();

    Task<DeliveryPage> IDeliveryReader.ListSeriesAsync(SeriesQuery query, CancellationToken cancellationToken) => throw new NotSupportedException();

    LanguageOptions IOptionsMonitor<LanguageOptions>.Get(string? name) => CurrentValue;

    IDisposable? IOptionsMonitor<LanguageOptions>.OnChange(Action<LanguageOptions, string?> listener) => null;

    private static DeliveredDocument Document(string language)
    {
        var all = Live.Select(each => $$"""{ "language": "{{each}}", "id": "{{each}}", "default": {{(each == "en" ? "true" : "false")}} }""");
        var json = $$"""{ "content": { "language": "{{language}}" }, "translations": [ {{string.Join(", ", all)}} ] }""";
        return new(DeliveryKind.Article, language, language, Encoding.UTF8.GetBytes(json), [], [], language, DateTime.UnixEpoch, $"{language} lists");
    }
}
