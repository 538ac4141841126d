namespace GutCms.Core.Documents.Reading.Word;

/// <summary>Characters of the font Symbol, which is no alphabet: its m is µ.</summary>
internal static class WordSymbols
{
    // Source: Adobe Symbol encoding to Unicode, from 0x20 and from 0xA1. A blank is one that has no character of its own.
    private const string Low = " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_\u203Eαβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼";
    private const string High = "ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪ 〉∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭";

    /// <summary>Whether a font is no alphabet.</summary>
    public static bool IsSymbolFont(string? font) => font is "Symbol" or "Wingdings" or "Wingdings 2" or "Wingdings 3" or "Webdings";

    /// <summary>The character that a reader saw; null: it has none, or the font is unknown.</summary>
    /// <param name="font">Name of the font.</param>
    /// <param name="code">The code, with or without the private use area at its front.</param>
    public static string? Of(string? font, int code)
    {
        var place = code is >= 0xF000 and <= 0xF0FF ? code - 0xF000 : code;
        return font switch
        {
            "Symbol" when place is >= 0x20 and < 0x7F => Low[place - 0x20].ToString(),
            "Symbol" when place is >= 0xA1 and <= 0xFE && High[place - 0xA1] is var sign and not ' ' => sign.ToString(),
            "Wingdings" => place switch { 0x20 => " ", 0x6C => "●", 0x6E => "■", 0x9F or 0xA7 => "▪", 0xA8 => "☐", 0xE0 => "→", 0xE8 => "➔", 0xFB => "✗", 0xFC => "✓", 0xFD => "☒", 0xFE => "☑", _ => null },
            null or "Symbol" or "Wingdings 2" or "Wingdings 3" or "Webdings" => null,
            _ => code is >= 0x20 and < 0xD800 ? ((char)code).ToString() : null,
        };
    }
}
