using GutCms.Core.Texts;

namespace GutCms.Core.Documents.Model;

/// <summary>A file cannot be read, and why.</summary>
/// <param name="sentence">What is wrong and what to do.</param>
internal sealed class DocumentException(Sentence sentence) : Exception(sentence.ToString())
{
    /// <summary>What is wrong and what to do.</summary>
    public Sentence Sentence { get; } = sentence;
}
