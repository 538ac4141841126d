using System.Text.Json.Nodes;

namespace GutCms.Core.Recipes.Reading;

/// <summary>A recipe file without its streamed arrays.</summary>
/// <param name="Header">Properties other than <c>variables</c> and <c>steps</c>.</param>
/// <param name="Variables">The variables, not evaluated.</param>
/// <param name="Steps">The steps in order.</param>
internal sealed record RecipeOutline(JsonObject Header, JsonObject Variables, IReadOnlyList<StepOutline> Steps);

/// <summary>A step without its streamed array.</summary>
/// <param name="Index">0-based.</param>
/// <param name="Name">Name as written.</param>
/// <param name="Properties">Properties other than the name and the streamed array.</param>
/// <param name="Items">The array <c>Data</c>, when there is one.</param>
internal sealed record StepOutline(int Index, string Name, JsonObject Properties, ItemsOutline? Items);

/// <summary>An array that is streamed.</summary>
/// <param name="Name">Its name as written.</param>
/// <param name="Offset">Where its <c>[</c> stands, in bytes from the start of the file.</param>
/// <param name="Count">Number of elements.</param>
internal sealed record ItemsOutline(string Name, long Offset, int Count);
