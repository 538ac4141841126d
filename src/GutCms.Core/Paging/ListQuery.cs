using System.Text.Json.Serialization;

namespace GutCms.Core.Paging;

/// <summary>A page of a list that is asked for. A list has a record of its own, with everything that narrows or orders it.</summary>
/// <remarks>
/// All of the record is what a cursor is bound to, so a condition that is added to it is bound by itself. What is another at every request (the time, for example) says so with
/// <see cref="JsonIgnoreAttribute"/>.
/// </remarks>
/// <param name="After">Cursor of an earlier page; null: from the start.</param>
/// <param name="First">Page size, 1 to 100.</param>
public abstract record ListQuery([property: JsonIgnore] string? After, [property: JsonIgnore] int First)
{
    /// <summary>The list that is asked for, for its cursors.</summary>
    public AskedList Asked() => new(this);
}
