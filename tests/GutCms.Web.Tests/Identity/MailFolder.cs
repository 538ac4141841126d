using System.Text.RegularExpressions;
using GutCms.TestSupport;
using MimeKit;

namespace GutCms.Web.Tests.Identity;

/// <summary>Mails of a site in Development, which are files.</summary>
internal static partial class MailFolder
{
    /// <summary>The link by which one sets a password of one's own, in the only mail so far that has such a one; it is sent after the answer.</summary>
    /// <param name="site">The site.</param>
    public static async Task<string> LinkAsync(TestSite site)
    {
        var (folder, link) = (Path.Combine(site.DataDirectory, "mails"), "");
        await Eventually.HoldsAsync(async () =>
        {
            try
            {
                foreach (var file in Directory.Exists(folder) ? Directory.GetFiles(folder, "*.eml") : [])
                {
                    var found = Link().Match((await MimeMessage.LoadAsync(file, TestContext.Current.CancellationToken)).TextBody ?? "");
                    link = found.Value.Contains("reset-password", StringComparison.Ordinal) ? found.Value : link;
                }
            }
            catch (Exception exception) when (exception is IOException or FormatException)
            {
                // It is still being written.
            }

            return link.Length > 0;
        });
        return link;
    }

    [GeneratedRegex(@"https?://\S+")]
    private static partial Regex Link();
}
