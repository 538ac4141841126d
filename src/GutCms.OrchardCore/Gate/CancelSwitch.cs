using System.Collections.Concurrent;
using System.Reflection;

namespace GutCms.OrchardCore.Gate;

/// <summary>
/// <c>Cancel</c> of the contexts that Orchard Core lets handlers refuse with: of removing since February 2026, of creating since 2025. It is looked up by its name, so that the
/// same module runs where it is not there.
/// </summary>
internal static class CancelSwitch
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo?> Known = new();

    /// <summary>Whether a context can refuse.</summary>
    public static bool IsOn(Type context) => Property(context) is not null;

    /// <summary>Refuses; false where Orchard Core does not ask.</summary>
    public static bool Set(object context)
    {
        if (Property(context.GetType()) is not { } property)
        {
            return false;
        }

        property.SetValue(context, true);
        return true;
    }

    private static PropertyInfo? Property(Type context) =>
        Known.GetOrAdd(context, type => type.GetProperty("Cancel") is { CanWrite: true } property && property.PropertyType == typeof(bool) ? property : null);
}
