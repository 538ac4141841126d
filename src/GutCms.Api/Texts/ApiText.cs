using System.Resources;
using GutCms.Core.Texts;

namespace GutCms.Api.Texts;

/// <summary>Sentences of the HTTP interface, in the language of the request: <c>Texts/ApiText.resx</c>.</summary>
internal static class ApiText
{
    private static readonly ResourceManager Source = new("GutCms.Api.Texts.ApiText", typeof(ApiText).Assembly);

    /// <summary>Says a sentence.</summary>
    /// <param name="name">Its name in the resource file.</param>
    /// <param name="arguments">What it is about, in the order of the placeholders.</param>
    public static string Say(string name, params object?[] arguments) => new Sentence(Source, name, arguments).ToCurrent();
}
