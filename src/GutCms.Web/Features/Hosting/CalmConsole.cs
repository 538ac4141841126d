using System.Collections.Concurrent;
using GutCms.Web.Storage.Databases;
using Microsoft.Extensions.Logging.Console;

namespace GutCms.Web.Features.Hosting;

/// <summary>
/// The console's log, in which a fault of the database stands once a minute however many requests and jobs meet it, in one line and without a stack: nobody finds out more from the second. So does what a
/// health check says, which balancers ask for every few seconds. Everything else passes.
/// </summary>
[ProviderAlias("Console")]
internal sealed class CalmConsole(ConsoleLoggerProvider console, TimeProvider time) : ILoggerProvider, ISupportExternalScope
{
    private const string HealthChecks = "Microsoft.Extensions.Diagnostics.HealthChecks";

    private static readonly TimeSpan Quiet = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, long> _said = new(StringComparer.Ordinal);

    /// <summary>Puts it in the console's place.</summary>
    public static void Install(IServiceCollection services)
    {
        var plain = services.Single(service => service.ServiceType == typeof(ILoggerProvider) && service.ImplementationType == typeof(ConsoleLoggerProvider));
        services.Remove(plain);
        services.AddSingleton<ConsoleLoggerProvider>();
        services.AddSingleton<ILoggerProvider, CalmConsole>();
    }

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new Logger(this, console.CreateLogger(categoryName), categoryName.StartsWith(HealthChecks, StringComparison.Ordinal));

    /// <inheritdoc/>
    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => console.SetScopeProvider(scopeProvider);

    /// <inheritdoc/>
    public void Dispose() => console.Dispose();

    /// <summary>Whether something was not said within the last minute; then it is now.</summary>
    internal bool IsNews(string what)
    {
        var now = time.GetTimestamp();
        while (true)
        {
            if (!_said.TryGetValue(what, out var last))
            {
                if (_said.TryAdd(what, now))
                {
                    return true;
                }
            }
            else if (time.GetElapsedTime(last, now) < Quiet)
            {
                return false;
            }
            else if (_said.TryUpdate(what, now, last))
            {
                return true;
            }
        }
    }

    private sealed class Logger(CalmConsole calm, ILogger console, bool isHealth) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => console.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => console.IsEnabled(logLevel);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (DatabaseFaults.Of(exception) is { } fault)
            {
                if (calm.IsNews(fault.ToString()))
                {
                    var line = $"{formatter(state, null)} {fault.Say()} {exception!.GetBaseException().Message}".ReplaceLineEndings(" ");
                    console.Log(logLevel, eventId, line, null, static (text, _) => text);
                }
            }
            else if (!isHealth || logLevel < LogLevel.Warning || calm.IsNews($"{eventId.Id} {NameIn(state)}"))
            {
                console.Log(logLevel, eventId, state, exception, formatter);
            }
        }

        /// <summary>Which check says something: its message names how long it took, too.</summary>
        private static string? NameIn<TState>(TState state) =>
            state is IEnumerable<KeyValuePair<string, object?>> values ? values.FirstOrDefault(value => value.Key == "HealthCheckName").Value as string : null;
    }
}
