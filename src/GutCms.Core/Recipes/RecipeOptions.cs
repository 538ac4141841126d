using GutCms.Core.Security;

namespace GutCms.Core.Recipes;

/// <summary>How a recipe is checked or run.</summary>
/// <param name="Actor">Who asks for it: owner and author of the items that name none, and of every item when it is not trusted. Counts as an author in any case, unless it is the program.</param>
/// <param name="DryRun">Write everything, report it, and undo it.</param>
/// <param name="Trusted">Set-up and the command line: what the recipe publishes becomes published, marked <c>Imported</c>. Otherwise items arrive as drafts.</param>
/// <param name="IgnoreUnknownSteps">Steps that mean nothing to this host are reported as ignored and are no fault.</param>
/// <param name="Parameters">Values for <c>[js: parameters('name')]</c>, by name (case-sensitive). They are text: an expression inside one is not evaluated.</param>
public sealed record RecipeOptions(
    Actor Actor,
    bool DryRun = false,
    bool Trusted = false,
    bool IgnoreUnknownSteps = false,
    IReadOnlyDictionary<string, string>? Parameters = null)
{
    /// <summary>What would be left out of a text is a fault, and not a warning.</summary>
    public bool Strict { get; init; }
}

/// <summary>How far a check or a run is.</summary>
/// <param name="Phase"><c>checking</c>, <c>writing</c> or <c>delivering</c>.</param>
/// <param name="Done">Content items so far; in phase <c>delivering</c>: delivery documents so far.</param>
/// <param name="Total">What <paramref name="Done"/> ends at; null when it is not known.</param>
/// <param name="At">What was last at hand: the display text of a content item, or the name of a step; null when there is none to name.</param>
public sealed record RecipeProgress(string Phase, long Done, long? Total, string? At = null);
