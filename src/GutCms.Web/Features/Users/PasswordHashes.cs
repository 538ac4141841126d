namespace GutCms.Web.Features.Users;

/// <summary>Recognises the password hashes of ASP.NET Core Identity.</summary>
internal static class PasswordHashes
{
    private const int ShortestVersion3 = 13 + 16 + 16;
    private const int Version2 = 1 + 16 + 32;

    /// <summary>Whether a text is a hash of version 2 (Identity 2) or 3 (since ASP.NET Core), base64.</summary>
    public static bool IsWellFormed(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length)
            && ((bytes[0] == 0 && length == Version2) || (bytes[0] == 1 && length >= ShortestVersion3));
    }
}
