using System.Security.Cryptography;

namespace GutCms.Web.Features.Users;

/// <summary>Makes passwords for accounts that nobody has chosen one for yet.</summary>
internal static class RandomPassword
{
    // Without letters and digits that are taken for one another.
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private const int Length = 20;

    /// <summary>A new one: 20 letters and digits, more than 110 random bits.</summary>
    public static string Create() => RandomNumberGenerator.GetString(Alphabet, Length);
}
