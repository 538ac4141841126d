using System.Globalization;
using System.Text.RegularExpressions;

namespace GutCms.Core.Media;

/// <summary>Width to height of what is left of a picture.</summary>
/// <param name="Across">Width, 1 to 99.</param>
/// <param name="Down">Height, 1 to 99.</param>
public sealed partial record CropRatio(int Across, int Down)
{
    /// <summary>Its name: <c>16x9</c>.</summary>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"{Across}x{Down}");

    /// <summary>The ratio of a name; null: it names none.</summary>
    public static CropRatio? Find(string name)
    {
        var match = Form().Match(name);
        return match.Success ? new(Number(match.Groups["across"]), Number(match.Groups["down"])) : null;
    }

    /// <summary>Whether another one, however it is written, crops the same.</summary>
    public bool CropsAs(CropRatio other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Across * other.Down == Down * other.Across;
    }

    private static int Number(Group digits) => int.Parse(digits.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\A(?<across>[1-9][0-9]?)x(?<down>[1-9][0-9]?)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
