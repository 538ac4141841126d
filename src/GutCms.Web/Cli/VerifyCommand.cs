using System.CommandLine;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Security;
using GutCms.Core.Verification;

namespace GutCms.Web.Cli;

/// <summary><c>gutcms verify</c>: compares everything that is live, and the audit log, with what was approved, recorded and kept elsewhere.</summary>
internal static class VerifyCommand
{
    private static readonly Option<bool> AsJson = new("--json") { Description = "Write the result as JSON." };

    private static readonly Option<bool> Rewrite = new("--rewrite")
    {
        Description = "First write every delivery document anew from the content on file, which heals bytes that were changed past the program.",
    };

    /// <summary>Creates the command.</summary>
    public static Command Create(Site site)
    {
        var command = new Command("verify", "Verify that everything that is live is what was approved and recorded.") { AsJson, Rewrite };
        command.SetAction((parsed, cancellation) => site.RunAsync(services => RunAsync(services, parsed, cancellation), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellation)
    {
        var verify = services.GetRequiredService<VerifySite>();
        var result = (await verify.ExecuteAsync(Actor.System, cancellation)).Value!;
        if (parsed.GetValue(Rewrite))
        {
            var unexpected = result.Findings.Where(finding => finding.Fault == SiteFault.DocumentUnexpected).Select(finding => finding.ContentItemId!).ToList();
            var rewritten = (await services.GetRequiredService<RewriteDelivery>().ExecuteAsync(Actor.System, unexpected, cancellation)).Value!;
            await Console.Error.WriteLineAsync($"{rewritten.Documents} documents were written anew.");
            result = (await verify.ExecuteAsync(Actor.System, cancellation)).Value!;
        }

        return await VerificationView.WriteAsync(result, parsed.GetValue(AsJson));
    }
}
