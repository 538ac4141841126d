using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.Loader;
using Xunit;
using Xunit.Runner.Common;
using Xunit.Sdk;
using Xunit.v3;

namespace GutCms.Mutation;

/// <summary>The tests of the core, run within this process, and the switch of the mutated core.</summary>
internal sealed class TestHost
{
    private readonly XunitTestFrameworkExecutor _executor;
    private readonly Type _switch;

    private TestHost(Type @switch, XunitTestFrameworkExecutor executor, IReadOnlyDictionary<string, IXunitTestCase> cases) => (_switch, _executor, Cases) = (@switch, executor, cases);

    /// <summary>Every test, each row of a theory on its own, by its id.</summary>
    public IReadOnlyDictionary<string, IXunitTestCase> Cases { get; }

    /// <summary>The mutant that is on; -1: none.</summary>
    public int Active
    {
        set => Switch(_switch, value);
    }

    /// <summary>Loads core and tests anew: what was initialised before is not seen by them.</summary>
    /// <param name="met">Takes the mutants that are met while tests are looked for.</param>
    /// <param name="active">The mutant that is on from the first moment.</param>
    /// <param name="classes">Those whose tests are looked for; none: all.</param>
    public static async Task<TestHost> OpenAsync(ConcurrentDictionary<int, bool>? met = null, int active = -1, params IReadOnlyCollection<string> classes)
    {
        Initialize();
        var own = new OwnAssemblies();
        var @switch = own.LoadFromAssemblyName(new("GutCms.Core")).GetType("Mutated.Switch", throwOnError: true)!;
        Switch(@switch, active);
        @switch.GetField("Met")!.SetValue(null, met);
        var tests = own.LoadFromAssemblyName(new("GutCms.Core.Tests"));
        var framework = new XunitTestFramework();
        var cases = new ConcurrentDictionary<string, IXunitTestCase>(StringComparer.Ordinal);
        ValueTask<bool> Keep(ITestCase found)
        {
            cases[found.UniqueID] = (IXunitTestCase)found;
            return new(true);
        }

        var types = classes.Count == 0 ? null : classes.Select(name => tests.GetType(name, throwOnError: true)!).ToArray();
        await framework.GetDiscoverer(tests).Find(Keep, TestFrameworkOptions.ForDiscovery(new TestAssemblyConfiguration { PreEnumerateTheories = true }), types, CancellationToken.None);
        @switch.GetField("Met")!.SetValue(null, null);
        return new(@switch, (XunitTestFrameworkExecutor)framework.GetExecutor(tests), cases);
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

    private static void Switch(Type @switch, int active) => @switch.GetField("Active")!.SetValue(null, active);

    /// <summary>Core and tests; everything else is shared.</summary>
    private sealed class OwnAssemblies : AssemblyLoadContext
    {
        protected override Assembly? Load(AssemblyName name)
        {
            var file = Path.Combine(AppContext.BaseDirectory, name.CultureName ?? "", $"{name.Name}.dll");
            return name.Name!.StartsWith("GutCms.Core", StringComparison.Ordinal) && File.Exists(file) ? LoadFromAssemblyPath(file) : null;
        }
    }

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
