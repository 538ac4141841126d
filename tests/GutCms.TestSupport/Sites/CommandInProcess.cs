namespace GutCms.TestSupport.Sites;

/// <summary>Runs a verb within the test's own process: the same entry as the executable's, without the two seconds in which a process compiles it anew.</summary>
internal static class CommandInProcess
{
    /// <summary>
    /// Whether it shows the same as a process: the verb ends by itself and uses the console through <see cref="Console.Out"/> only, and the environment can be said by
    /// configuration.
    /// </summary>
    public static bool CanRun(string[] arguments, IReadOnlyDictionary<string, string?> environment) =>
        ProgramEntry.IsReferenced && ProgramCall.CanTake(environment)
        && arguments is [not "serve", _, ..] && !arguments.Contains("--password-stdin") && (arguments[1] != "export" || arguments[0] != "recipe" || arguments.Contains("--out"));

    /// <summary>Runs it to its end.</summary>
    /// <param name="arguments">Verb and arguments.</param>
    /// <param name="environment">Variables, of which those of the configuration and the name of the environment count.</param>
    public static async Task<CommandResult> RunAsync(string[] arguments, IReadOnlyDictionary<string, string?> environment)
    {
        var call = ProgramCall.Of(arguments, environment);
        using var turn = await call.TakeTurnAsync();
        return await Task.Run(() =>
        {
            var (output, error) = (new ProcessOutput(), new ProcessOutput());
            using var console = CapturedConsole.Begin(output.Add, error.Add);
            var code = ProgramEntry.Run(call.Arguments);
            console.Dispose();
            return new CommandResult(code, output.Text, error.Text);
        });
    }
}
