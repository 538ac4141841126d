namespace GutCms.TestSupport.Sites;

/// <summary>One call of the executable's entry.</summary>
/// <param name="Arguments">Verb and arguments, with the environment of a site as configuration.</param>
/// <param name="EnvironmentName">Name of the hosting environment, <c>Development</c> for example; null: as everywhere, production.</param>
internal sealed record ProgramCall(string[] Arguments, string? EnvironmentName)
{
    private const string Variable = "ASPNETCORE_ENVIRONMENT";
    private const string Urls = "ASPNETCORE_URLS";

    // The options of a verb are shared by all calls of it, and the name of the environment is the process's.
    private static readonly SemaphoreSlim OneAtATime = new(1, 1);

    /// <summary>Whether the environment of a site can be said by a call.</summary>
    public static bool CanTake(IReadOnlyDictionary<string, string?> environment) =>
        environment.All(variable => variable.Value is null || variable.Key is Urls or Variable || IsConfiguration(variable.Key) || IsTestHost(variable.Key, variable.Value));

    /// <summary>A verb with the environment of a site.</summary>
    /// <param name="arguments">Verb and arguments.</param>
    /// <param name="environment">Variables, of which those of the configuration and the name of the environment count; where to listen counts for <c>serve</c>.</param>
    public static ProgramCall Of(IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string?> environment)
    {
        var listens = arguments is ["serve", ..] && !arguments.Contains("--urls") && environment.GetValueOrDefault(Urls) is { } urls ? ["--urls", urls] : Array.Empty<string>();
        var configuration = environment.Where(variable => variable.Value is not null && IsConfiguration(variable.Key))
            .Select(variable => $"--{variable.Key.Replace("__", ":", StringComparison.Ordinal)}={variable.Value}");
        return new([.. arguments, .. listens, .. configuration], environment.GetValueOrDefault(Variable));
    }

    /// <summary>Waits until no other call is begun. The call is made, and has read its command line and environment, before the turn is disposed.</summary>
    public async Task<IDisposable> TakeTurnAsync()
    {
        await OneAtATime.WaitAsync();
        ProgramEntry.Prepare();
        Environment.SetEnvironmentVariable(Variable, EnvironmentName);
        return new Turn();
    }

    private static bool IsConfiguration(string variable) => variable.Contains("__", StringComparison.Ordinal);

    private static bool IsTestHost(string variable, string value) => TestHost.Variables.TryGetValue(variable, out var own) && own == value;

    private sealed class Turn : IDisposable
    {
        public void Dispose()
        {
            Environment.SetEnvironmentVariable(Variable, null);
            OneAtATime.Release();
        }
    }
}
