using System.Collections;
using System.ComponentModel;
using System.Reflection;
using System.Text.RegularExpressions;
using GutCms.Core.Texts;
using Microsoft.Extensions.Configuration;

namespace GutCms.Api.Settings;

/// <summary>Finds keys that nothing reads: a setting that is misspelt must not be taken for one that is off.</summary>
public static partial class UnknownKeys
{
    /// <summary>The keys below a section that no part of the program reads, each as a sentence that names it and the nearest that there is.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="root">Path of the section, for example <c>GutCms</c>.</param>
    /// <param name="sections">What is read.</param>
    public static IReadOnlyList<string> Find(IConfiguration configuration, string root, IEnumerable<ReadSection> sections)
    {
        var all = sections.ToList();
        var known = all.Where(section => section.Options is not null).SelectMany(section => KeysOf(section.Path, section.Options!)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return
        [
            .. configuration.GetSection(root).AsEnumerable()
                .Where(pair => pair.Value is { } value && !IsKnown(pair.Key, value, all, known))
                .Select(pair => pair.Key)
                .Order(StringComparer.OrdinalIgnoreCase)
                .Select(key => $"{key} is no setting.{Suggestion.For(key, known)}"),
        ];
    }

    // A list without entries is written as a key without a value.
    private static bool IsKnown(string key, string value, List<ReadSection> sections, HashSet<string> known) =>
        known.Contains(Number().Replace(key, ":0")) || (value.Length == 0 && known.Contains(key + ":0"))
        || sections.Exists(section => section.Options is null && key.StartsWith(section.Path + ":", StringComparison.OrdinalIgnoreCase));

    /// <summary>Keys of a type; an entry of a list has the number 0.</summary>
    private static IEnumerable<string> KeysOf(string path, Type options) =>
        options.GetProperties(BindingFlags.Instance | BindingFlags.Public).Where(property => property.CanWrite).SelectMany(property => KeysOf(path, property));

    private static IEnumerable<string> KeysOf(string path, PropertyInfo property)
    {
        var (key, type) = ($"{path}:{property.Name}", Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType);
        if (IsSimple(type))
        {
            return [key];
        }

        return ElementOf(type) is not { } element ? KeysOf(key, type)
            : IsSimple(element) ? [key + ":0"]
            : KeysOf(key + ":0", element);
    }

    private static bool IsSimple(Type type) => TypeDescriptor.GetConverter(type).CanConvertFrom(typeof(string));

    private static Type? ElementOf(Type type) =>
        type.IsArray ? type.GetElementType()
        : type.IsGenericType && type.IsAssignableTo(typeof(IEnumerable)) ? type.GetGenericArguments()[^1]
        : null;

    [GeneratedRegex(":[0-9]+(?=:|$)")]
    private static partial Regex Number();
}
