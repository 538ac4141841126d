using System.Security.Cryptography;

namespace GutCms.Web.Features.Users;

/// <summary>Makes passwords for accounts that nobody has chosen one for yet.</summary>
internal static class RandomPassword
{
    // Without letters and digits that are taken for one another.
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private const int Length = 20;

    /// <summary>A new one: 20 letters and digits, more than 110 random bits. One that chance made contain the user name would be refused; another is drawn.</summary>
    public static string Create(string userName) => Create(userName, () => RandomNumberGenerator.GetString(Alphabet, Length));

    /// <summary>The first that is drawn and does not contain the user name.</summary>
    internal static string Create(string userName, Func<string> draw)
    {
        string password;
        do
        {
            password = draw();
        }
        while (MustNotContainUserName.IsIn(password, userName));
        return password;
    }
}
