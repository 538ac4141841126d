using System.Globalization;
using GutCms.Core.Paging;

namespace GutCms.Core.Delivery;

/// <summary>How far somebody who follows changes has come.</summary>
/// <param name="History">Which numbers are meant: those of one database, until somebody gives it another one because an earlier state has taken its place.</param>
/// <param name="Position">Number of the last change that was told.</param>
/// <param name="Start">Number of the last change when the whole state was asked for; not above <paramref name="Position"/>: the whole state has been told.</param>
/// <param name="Since">What the pages that are under way are told against.</param>
public sealed record DeliveryChangesToken(string History, long Position, long Start, long Since)
{
    /// <summary>Stands for the token of this moment.</summary>
    public const string Now = "now";

    /// <summary>The number up to which what was removed has to be known still.</summary>
    public long Needs => Math.Max(Position, Start);

    /// <summary>Reads it.</summary>
    /// <exception cref="BadCursorException">It is none.</exception>
    public static DeliveryChangesToken Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = text.Split('-');
        if (parts.Length is not (2 or 4) || parts[0].Length is 0 or > 64 || !parts[0].All(char.IsAsciiLetterOrDigit))
        {
            throw new BadCursorException();
        }

        var numbers = parts.Skip(1).Select(Number).ToList();
        return numbers.Count == 1 ? At(parts[0], numbers[0]) : new(parts[0], numbers[0], numbers[1], numbers[2]);
    }

    /// <summary>Of somebody who has been told everything.</summary>
    public static DeliveryChangesToken At(string history, long position) => new(history, position, 0, position);

    /// <inheritdoc/>
    public override string ToString() => this == At(History, Position)
        ? string.Create(CultureInfo.InvariantCulture, $"{History}-{Position}")
        : string.Create(CultureInfo.InvariantCulture, $"{History}-{Position}-{Start}-{Since}");

    private static long Number(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw new BadCursorException();
}
