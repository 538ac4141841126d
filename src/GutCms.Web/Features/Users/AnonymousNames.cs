using System.Security.Cryptography;
using System.Text;

namespace GutCms.Web.Features.Users;

/// <summary>What people are called from when their names are gone: by a number that is made of the id of the account, so that no two are called alike.</summary>
internal static class AnonymousNames
{
    /// <summary>What all of them begin with, and no other user name may.</summary>
    public const string Beginning = "removed-";

    /// <summary>The one of an account.</summary>
    public static string Of(string userId) => Beginning + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(userId)).AsSpan(0, 8));

    /// <summary>Whether a user name looks like one.</summary>
    public static bool IsOne(string userName) => userName.StartsWith(Beginning, StringComparison.OrdinalIgnoreCase);
}
