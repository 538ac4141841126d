using System.Collections.Concurrent;
using System.Reflection;
using Xunit;
using Xunit.Runner.Common;
using Xunit.Sdk;
using Xunit.v3;

namespace GutCms.Mutation;

/// <summary>The tests of the core, run within this process, and the switch of the mutated core.</summary>
internal sealed class TestHost
{
    private readonly XunitTestFrameworkExecutor _executor;
    private readonly Type _switch = Assembly.Load("GutCms.Core").GetType("Mutated.Switch", throwOnError: true)!;

    private TestHost(XunitTestFrameworkExecutor executor, IReadOnlyDictionary<string, IXunitTestCase> cases) => (_executor, Cases) = (executor, cases);

    /// <summary>Every test, each row of a theory on its own, by its id.</summary>
    public IReadOnlyDictionary<string, IXunitTestCase> Cases { get; }

    /// <summary>The mutant that is on; -1: none.</summary>
    public int Active
    {
        get => (int)_switch.GetField(nameof(Active))!.GetValue(null)!;
        set => _switch.GetField(nameof(Active))!.SetValue(null, value);
    }

    public static async Task<TestHost> OpenAsync()
    {
        Initialize();
        var tests = Assembly.Load("GutCms.Core.Tests");
        var framework = new XunitTestFramework();
        var cases = new ConcurrentDictionary<string, IXunitTestCase>(StringComparer.Ordinal);
        ValueTask<bool> Keep(ITestCase found)
        {
            cases[found.UniqueID] = (IXunitTestCase)found;
            return new(true);
        }

        await framework.GetDiscoverer(tests).Find(Keep, TestFrameworkOptions.ForDiscovery(new TestAssemblyConfiguration { PreEnumerateTheories = true }), null, CancellationToken.None);
        return new((XunitTestFrameworkExecutor)framework.GetExecutor(tests), cases);
    }

    /// <summary>Runs tests one after the other until one fails; the name of that one, or null.</summary>
    public async Task<string?> RunAsync(IReadOnlyCollection<IXunitTestCase> cases)
    {
        Initialize();
        var options = TestFrameworkOptions.ForExecution(new TestAssemblyConfiguration());
        options.SetParallelMode(ParallelMode.None);
        options.SetStopOnTestFail(true);
        options.SetSynchronousMessageReporting(true);
        var sink = new Sink();
        await _executor.RunTestCases(cases, sink, options, CancellationToken.None);
        return sink.Failed;
    }

    /// <summary>Which mutants a test meets; true for those that it met while a type was initialised. Null: it fails without a mutant.</summary>
    public async Task<IReadOnlyDictionary<int, bool>?> MeetAsync(IXunitTestCase test)
    {
        var met = new ConcurrentDictionary<int, bool>();
        _switch.GetField("Met")!.SetValue(null, met);
        var failed = await RunAsync([test]);
        _switch.GetField("Met")!.SetValue(null, null);
        return failed is null ? met : null;
    }

    /// <summary>The context of the tests flows with a call and is gone when it returns.</summary>
    private static void Initialize() => TestContext.SetForInitialization(null, diagnosticMessages: false, internalDiagnosticMessages: false);

    private sealed class Sink : IMessageSink
    {
        private readonly ConcurrentDictionary<string, string> _names = new(StringComparer.Ordinal);

        public string? Failed { get; private set; }

        public bool OnMessage(IMessageSinkMessage message)
        {
            switch (message)
            {
                case ITestCaseStarting test:
                    _names[test.TestCaseUniqueID] = test.TestCaseDisplayName;
                    break;
                case ITestFailed failed:
                    Failed ??= _names.GetValueOrDefault(failed.TestCaseUniqueID, failed.TestCaseUniqueID);
                    break;
                case IErrorMetadata error:
                    Failed ??= error.Messages.FirstOrDefault() ?? "an error outside of a test";
                    break;
            }

            return Failed is null;
        }
    }
}
