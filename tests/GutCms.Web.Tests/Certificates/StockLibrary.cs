using System.Diagnostics;
using System.Text.Json.Nodes;
using GutCms.TestSupport;

namespace GutCms.Web.Tests.Certificates;

/// <summary>The npm packages jose and canonicalize, in tests/jose-verify.</summary>
internal static class StockLibrary
{
    /// <summary>Verifies a certificate. Skips the test where Node.js or the packages are missing.</summary>
    /// <param name="input">The members <c>certificate</c>, <c>jwks</c>, <c>delivered</c>.</param>
    /// <returns>Exit code, 0 when it is valid, and what was found.</returns>
    public static async Task<(int ExitCode, JsonNode Result)> VerifyAsync(JsonObject input)
    {
        var folder = Path.Combine(GutCmsExecutable.RepositoryRoot, "tests", "jose-verify");
        var node = Require.Node();
        if (!Directory.Exists(Path.Combine(folder, "node_modules")))
        {
            throw Require.Missing("The packages of tests/jose-verify: run npm ci in that folder.");
        }

        using var process = Process.Start(new ProcessStartInfo(node, ["verify.mjs"]) { WorkingDirectory = folder, RedirectStandardInput = true, RedirectStandardOutput = true })!;
        await process.StandardInput.WriteAsync(input.ToJsonString());
        process.StandardInput.Close();
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, JsonNode.Parse(output)!);
    }
}
