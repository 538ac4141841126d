using System.Text.RegularExpressions;
using GutCms.TestSupport;
using MimeKit;

namespace GutCms.Web.Tests.Identity;

/// <summary>Mails of a site in Development, which are files.</summary>
internal static partial class MailFolder
{
    /// <summary>The link in the only mail so far that has one; it is sent after the answer.</summary>
    /// <param name="site">The site.</param>
    /// <param name="part">What the link has to hold.</param>
    public static async Task<string> LinkAsync(TestSite site, string part = "")
    {
        var (folder, link) = (Path.Combine(site.DataDirectory, "mails"), "");
        await Eventually.HoldsAsync(async () =>
        {
            try
            {
                foreach (var file in Directory.Exists(folder) ? Directory.GetFiles(folder, "*.eml") : [])
                {
                    var found = Link().Match((await MimeMessage.LoadAsync(file, TestContext.Current.CancellationToken)).TextBody ?? "");
                    link = found.Success && found.Value.Contains(part, StringComparison.Ordinal) ? found.Value : link;
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
