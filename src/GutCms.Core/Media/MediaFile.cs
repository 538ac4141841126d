using System.Buffers;
using System.Globalization;

namespace GutCms.Core.Media;

/// <summary>A picture of the library. Its bytes never change: its id is what they are, and another picture is another file. What is said about it may change.</summary>
public sealed record MediaFile
{
    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdef");

    /// <summary>Most characters of a name, of an alternative text or caption, and of credit and licence.</summary>
    public const int MostName = 200, MostText = 1_000, MostNote = 300;

    /// <summary>SHA-256 of the bytes, 64 hexadecimal digits in lower case; its id.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Name of the file that was uploaded, for people; 1 to 200 characters.</summary>
    public required string FileName { get; init; }

    /// <summary>One of <see cref="MediaFormats.All"/>, for example <c>image/jpeg</c>.</summary>
    public required string MediaType { get; init; }

    /// <summary>Length in bytes.</summary>
    public required long Bytes { get; init; }

    /// <summary>Width in pixels.</summary>
    public required int Width { get; init; }

    /// <summary>Height in pixels.</summary>
    public required int Height { get; init; }

    /// <summary>What the picture tells somebody who does not see it; null: nothing was written yet, or it is decorative.</summary>
    public string? Alt { get; init; }

    /// <summary>It tells nothing that the text does not, so nothing is read out for it.</summary>
    public bool IsDecorative { get; init; }

    /// <summary>Words below it; null: none.</summary>
    public string? Caption { get; init; }

    /// <summary>Who made it; null: nothing is said.</summary>
    public string? Credit { get; init; }

    /// <summary>Under which terms it may be used; null: nothing is said.</summary>
    public string? License { get; init; }

    /// <summary>What has to be seen when it is cropped: percent of the width from the left, 0 to 100.</summary>
    public int FocusX { get; init; } = 50;

    /// <summary>Likewise, percent of the height from the top.</summary>
    public int FocusY { get; init; } = 50;

    /// <summary>User id of whoever uploaded it.</summary>
    public required string UploadedBy { get; init; }

    /// <summary>User name of whoever uploaded it, by then.</summary>
    public required string UploadedByName { get; init; }

    /// <summary>When it was uploaded, UTC.</summary>
    public required DateTime UploadedUtc { get; init; }

    /// <summary>1 when it was uploaded, one more with each change of what is said about it.</summary>
    public int Revision { get; init; } = 1;

    /// <summary>Its words as a search looks at them, in lower case.</summary>
    public string SearchText { get; init; } = "";

    /// <summary>It has an alternative text, or is marked decorative. Nothing keeps a text from showing it without.</summary>
    public bool IsReady => IsDecorative || Alt is not null;

    /// <summary>Tag of what is said about it.</summary>
    public string Tag => Revision.ToString(CultureInfo.InvariantCulture);

    /// <summary>Name of the file in the store.</summary>
    public string StoredName => Sha256 + MediaFormats.EndingOf(MediaType);

    /// <summary>The same with the words that a search looks at.</summary>
    public MediaFile WithSearchText() => this with { SearchText = SearchTextOf(string.Join('\n', FileName, Alt, Caption, Credit, License)) };

    /// <summary>Words as <see cref="SearchText"/> holds them.</summary>
    public static string SearchTextOf(string words) => words.Normalize().ToLowerInvariant();

    /// <summary>The id of the picture that a file of the store is named after, see <see cref="StoredName"/>; null: it is none that was uploaded.</summary>
    public static string? IdOfStored(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Length > 64 && IsId(name[..64]) && MediaFormats.FindByEnding(name[64..]) is not null ? name[..64] : null;
    }

    /// <summary>Whether a text has the form of an id.</summary>
    public static bool IsId(string? text) => text is { Length: 64 } && !text.AsSpan().ContainsAnyExcept(HexDigits);
}

/// <summary>Something that shows a picture.</summary>
/// <param name="ContentItemId">The item.</param>
/// <param name="ContentType">Its type.</param>
/// <param name="Title">Its title; null: it has none.</param>
/// <param name="Owner">User id of its owner.</param>
/// <param name="IsLive">Its live version shows the picture.</param>
public sealed record MediaUse(string ContentItemId, string ContentType, string? Title, string? Owner, bool IsLive);
