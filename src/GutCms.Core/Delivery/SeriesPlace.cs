using GutCms.Core.Storage;

namespace GutCms.Core.Delivery;

/// <summary>A series as articles show it.</summary>
/// <param name="Id">The item.</param>
/// <param name="Slug">Last segment of its address.</param>
/// <param name="Title">Title that readers see.</param>
public sealed record SeriesCard(string Id, string Slug, string Title);

/// <summary>Where an article stands in its series. No document says so, since each publication in the series moves it.</summary>
/// <param name="Series">The series.</param>
/// <param name="Position">1-based, counted over the delivered articles.</param>
/// <param name="Count">Number of delivered articles.</param>
/// <param name="Previous">The one before, null for the first.</param>
/// <param name="Next">The one after, null for the last.</param>
public sealed record SeriesPlace(SeriesCard Series, int Position, int Count, SeriesMember? Previous, SeriesMember? Next)
{
    /// <summary>JSON object, UTF-8, as it is delivered.</summary>
    public byte[] ToJson() => DocumentJson.Write(writer =>
    {
        writer.WriteSeries(Series);
        writer.WriteNumber("position"u8, Position);
        writer.WriteNumber("count"u8, Count);
        writer.WriteLink("previous", Previous);
        writer.WriteLink("next", Next);
    });

    /// <summary>
    /// Keys by which a cache forgets what shows the place beside other things: those of the others, the series, which changes with its articles, and the two beside the article. Of a series with more articles than
    /// its document names also the key of all articles: one that moves behind those that it names leaves that document as it was, and moves the places between.
    /// </summary>
    /// <param name="surrogateKeys">Keys of the others, separated by spaces.</param>
    public string KeysBeside(string surrogateKeys)
    {
        ArgumentNullException.ThrowIfNull(surrogateKeys);
        string?[] own = [Series.Id, Previous?.ContentItemId, Next?.ContentItemId, Count > SeriesDocument.MostArticles ? SeriesDocument.AllArticles : null];
        return string.Join(' ', surrogateKeys.Split(' ').Concat(own.OfType<string>()).Distinct(StringComparer.Ordinal));
    }
}
