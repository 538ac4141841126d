using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Content.Items;
using GutCms.Core.Content.Projecting;
using GutCms.Core.Json;

namespace GutCms.Core.Storage;

/// <summary>What the program makes of a version today.</summary>
/// <param name="Content">The text, see <see cref="MedicalContent.Project"/>; to be read only.</param>
/// <param name="Hash">Its content hash.</param>
public sealed record ProjectedText(JsonObject Content, string Hash);

/// <summary>The texts of versions as the program makes them today: each is made and hashed once for as long as this lives, which is one transaction.</summary>
/// <param name="definitions">What the types are made of.</param>
/// <param name="siteLanguage">Language of texts that do not name theirs.</param>
/// <param name="most">So many are kept: a transaction that looks at the whole site must not keep it in memory.</param>
/// <remarks>Safe for several threads. A text is taken over only where version and disclaimer hold the same as when it was made, whatever their ids say.</remarks>
public sealed class ProjectedTexts(ContentDefinitions definitions, string siteLanguage, int most = ProjectedTexts.Most)
{
    private const int Most = 256;

    private readonly ConcurrentDictionary<(string VersionId, string? DisclaimerVersionId), Made> _made = new();

    /// <summary>What the types are made of.</summary>
    public ContentDefinitions Definitions => definitions;

    /// <summary>Language of texts that do not name theirs.</summary>
    public string SiteLanguage => siteLanguage;

    /// <summary>The text of a version as shown with a disclaimer.</summary>
    /// <exception cref="CanonicalJsonException">A text is not well-formed Unicode.</exception>
    public ProjectedText Of(ContentItem item, ContentItem? disclaimer)
    {
        var key = (item.ContentItemVersionId, disclaimer?.ContentItemVersionId);
        if (_made.TryGetValue(key, out var made) && IsSame(made.Item, item) && IsSame(made.Disclaimer, disclaimer))
        {
            return made.Text;
        }

        var content = MedicalContent.Project(item, disclaimer, definitions, siteLanguage);
        var text = new ProjectedText(content, MedicalContent.Hash(content));
        if (_made.Count < most)
        {
            _made[key] = new(item, disclaimer, text);
        }

        return text;
    }

    /// <summary>Lets go of all of them.</summary>
    public void Forget() => _made.Clear();

    private static bool IsSame(ContentItem? one, ContentItem? other) =>
        ReferenceEquals(one, other)
        || (one is not null && other is not null && one.ContentType == other.ContentType && one.DisplayText == other.DisplayText && JsonNode.DeepEquals(one.Parts, other.Parts));

    private sealed record Made(ContentItem Item, ContentItem? Disclaimer, ProjectedText Text);
}
