using System.Diagnostics;
using System.Text.Json.Nodes;
using GutCms.TestSupport;
using GutCms.TestSupport.Editorial;

namespace GutCms.Contract.Tests.OpenApi;

/// <summary>Runs the clients of tests/api-clients.</summary>
internal static class ApiClients
{
    private static string Folder => Path.Combine(GutCmsExecutable.RepositoryRoot, "tests", "api-clients");

    /// <summary>A person as the clients are handed one.</summary>
    public static JsonObject Person(EditorialClient person) => new() { ["cookie"] = person.Browser.Cookies, ["antiforgery"] = person.Antiforgery, ["password"] = person.Password };

    /// <summary>Runs one of those in TypeScript.</summary>
    public static Task<(int Code, string Output, string Error)> RunTypeScriptAsync(JsonObject input)
    {
        var main = Path.Combine(Folder, "out", "src", "main.js");
        return File.Exists(main) ? RunAsync(Require.Node(), [main], input) : throw Require.Missing("The clients of tests/api-clients: run npm ci and npm run build in that folder.");
    }

    /// <summary>Runs one of those in C#. The tools that write them are not everywhere: a machine without them is told so, and goes on.</summary>
    public static Task<(int Code, string Output, string Error)> RunDotNetAsync(JsonObject input)
    {
        var program = Directory.EnumerateFiles(Path.Combine(GutCmsExecutable.RepositoryRoot, "artifacts", "bin"), "ApiClients.dll", SearchOption.AllDirectories).FirstOrDefault();
        Assert.SkipWhen(program is null, "tests/api-clients/dotnet is not built here.");
        return RunAsync("dotnet", [program], input);
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(string program, string[] arguments, JsonObject input)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(input.ToJsonString());
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output, await error);
    }
}
