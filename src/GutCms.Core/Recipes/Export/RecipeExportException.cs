using GutCms.Core.Content.Definitions;

namespace GutCms.Core.Recipes.Export;

/// <summary>The site holds text that no recipe can carry, since Orchard Core and this host would evaluate it instead of taking it literally.</summary>
public sealed class RecipeExportException : Exception
{
    /// <summary>Creates it without a message.</summary>
    public RecipeExportException() { }

    /// <summary>Creates it.</summary>
    public RecipeExportException(string message) : base(message) { }

    /// <summary>Creates it.</summary>
    public RecipeExportException(string message, Exception innerException) : base(message, innerException) { }

    /// <summary>Creates it.</summary>
    /// <param name="faults">Each such text: where it stands, and what to do.</param>
    public RecipeExportException(IReadOnlyList<ContentFault> faults)
        : base(string.Join(Environment.NewLine, faults.Select(fault => $"{fault.Path}: {fault.Sentence}"))) => Faults = faults;

    /// <summary>Each such text, at most 20: where it stands, for example <c>content item 4x…: $.DisplayText</c>, and what to do.</summary>
    public IReadOnlyList<ContentFault> Faults { get; } = [];
}
