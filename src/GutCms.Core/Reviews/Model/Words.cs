using GutCms.Core.Texts;

namespace GutCms.Core.Reviews.Model;

/// <summary>Words for triggers and states, as sentences use them: the names of the API in English, words in other languages.</summary>
internal static class Words
{
    /// <summary>What a trigger does.</summary>
    public static Sentence Of(Trigger trigger) => Sentence.Of($"Trigger.{trigger}");

    /// <summary>A state.</summary>
    public static Sentence Of(ReviewState state) => Sentence.Of($"State.{state}");
}
