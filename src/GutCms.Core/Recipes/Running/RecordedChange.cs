using System.Text.Json.Nodes;

namespace GutCms.Core.Recipes.Running;

/// <summary>A change that the log keeps by itself.</summary>
/// <param name="Action">Under which action.</param>
/// <param name="Details">What it keeps.</param>
internal sealed record RecordedChange(string Action, JsonObject Details);
