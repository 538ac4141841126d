using System.ComponentModel.DataAnnotations;

namespace GutCms.Api.Delivery;

/// <summary>How long others may keep what delivery serves, and what the feed is called. Section <c>GutCms:Delivery</c>.</summary>
public sealed class DeliveryHttpOptions
{
    /// <summary>Seconds for which a cache may serve an answer without asking; 0 to 86400.</summary>
    /// <remarks>Short by default: it is also how long a withdrawn article may go on being read from a cache in front.</remarks>
    [Range(0, 86_400)]
    public int MaxAgeSeconds { get; set; } = 30;

    /// <summary>Seconds beyond that for which a cache may serve the old answer while it fetches the new one (RFC 5861); 0 to 86400.</summary>
    [Range(0, 86_400)]
    public int StaleWhileRevalidateSeconds { get; set; } = 30;

    /// <summary>Seconds for which the old answer may be served, by a cache and by the site itself, while the database cannot be read (RFC 5861); 0 to 86400.</summary>
    /// <remarks>A withdrawal that was made elsewhere meanwhile is not known here, so it is also how long that may go on being read.</remarks>
    [Range(0, 86_400)]
    public int StaleIfErrorSeconds { get; set; } = 300;

    /// <summary>Size of what is kept in this process of finished answers beside documents (lists and searches one half, pages for readers the other), MiB, 0 to 65536; 0 keeps none.</summary>
    [Range(0, 65_536)]
    public int AnswerMegabytes { get; set; } = 32;

    /// <summary>Title of the Atom feed; 1 to 200 characters.</summary>
    [Required, StringLength(200, MinimumLength = 1)]
    public string FeedTitle { get; set; } = "GutCms";

    /// <summary>Feeds bring the text of each article, and not its teaser only.</summary>
    public bool FeedFullText { get; set; }

    /// <summary>Value of Access-Control-Allow-Headers: which headers scripts of other origins may send; 1 to 1000 characters.</summary>
    /// <remarks>Nothing that delivery answers depends on who asks, so by default any; a star does not cover Authorization (Fetch Standard), which is named.</remarks>
    [Required, StringLength(1_000, MinimumLength = 1), RegularExpression("[-!#$%&'*+.^_`|~0-9A-Za-z, ]+")]
    public string RequestHeaders { get; set; } = "*, Authorization";

    /// <summary>Half of <see cref="AnswerMegabytes"/>, in bytes.</summary>
    public long HalfOfAnswerBytes() => AnswerMegabytes * 1024L * 1024L / 2;

    /// <summary>Value of Cache-Control.</summary>
    internal string CacheControl => $"public, max-age={MaxAgeSeconds}"
        + (StaleWhileRevalidateSeconds == 0 ? "" : $", stale-while-revalidate={StaleWhileRevalidateSeconds}")
        + (StaleIfErrorSeconds == 0 ? "" : $", stale-if-error={StaleIfErrorSeconds}");
}
