using System.Resources;
using GutCms.Core.Texts;

namespace GutCms.Web.Texts;

/// <summary>Sentences of this host's own use cases: <c>Resources/Sentences.resx</c>.</summary>
internal static class SiteSentence
{
    private static readonly ResourceManager Source = new("GutCms.Web.Resources.Sentences", typeof(SiteSentence).Assembly);

    /// <summary>A sentence.</summary>
    /// <param name="name">Its name in the resource file.</param>
    /// <param name="arguments">What it is about, in the order of the placeholders.</param>
    public static Sentence Of(string name, params object?[] arguments) => new(Source, name, arguments);
}
