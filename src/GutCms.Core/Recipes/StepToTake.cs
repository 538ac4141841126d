namespace GutCms.Core.Recipes;

/// <summary>A step that a run would take.</summary>
/// <param name="File">Name of the file that it stands in.</param>
/// <param name="Index">0-based index in its file.</param>
/// <param name="Name">Name as written.</param>
/// <param name="Handler">Who carries it out; null when nobody knows it.</param>
public sealed record StepToTake(string File, int Index, string Name, IRecipeStepHandler? Handler);
