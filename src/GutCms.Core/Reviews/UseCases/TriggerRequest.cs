using GutCms.Core.Reviews.Model;

namespace GutCms.Core.Reviews.UseCases;

/// <summary>What every trigger names.</summary>
/// <param name="ContentItemId">The item.</param>
/// <param name="ExpectedTag">What the actor was looking at.</param>
public abstract record TriggerRequest(string ContentItemId, ExpectedTag ExpectedTag);

/// <summary>What became of a trigger.</summary>
/// <param name="ContentItemId">The item.</param>
/// <param name="VersionId">The version that the trigger acted on.</param>
/// <param name="State">State of that version now.</param>
/// <param name="Tag">Tag of what is there now.</param>
public sealed record TriggerResult(string ContentItemId, string VersionId, ReviewState State, string Tag);
