using System.Text;

namespace GutCms.TestSupport.Sites;

/// <summary>What is written to the console by one flow of calls, and by nobody beside it.</summary>
internal sealed class CapturedConsole : IDisposable
{
    private static readonly AsyncLocal<CapturedConsole?> Current = new();
    private static readonly Lock Installing = new();
    private static bool _installed;

    private readonly LineWriter _output;
    private readonly LineWriter _error;

    private CapturedConsole(Action<string?> output, Action<string?> error) => (_output, _error) = (new(output), new(error));

    /// <summary>Begins to capture; disposing ends it.</summary>
    /// <param name="output">Takes each line of standard output.</param>
    /// <param name="error">Takes each line of standard error.</param>
    public static CapturedConsole Begin(Action<string?> output, Action<string?> error)
    {
        lock (Installing)
        {
            if (!_installed)
            {
                Console.SetOut(new Switch(Console.Out, console => console._output));
                Console.SetError(new Switch(Console.Error, console => console._error));
                _installed = true;
            }
        }

        return Current.Value = new(output, error);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Current.Value = null;
        _output.Dispose();
        _error.Dispose();
    }

    /// <summary>Writes to whoever captures here, else to the console.</summary>
    private sealed class Switch(TextWriter console, Func<CapturedConsole, TextWriter> captured) : TextWriter
    {
        public override Encoding Encoding => console.Encoding;

        public override void Write(char value) => On(writer => writer.Write(value));

        public override void Write(char[] buffer, int index, int count) => On(writer => writer.Write(buffer, index, count));

        public override void Write(string? value) => On(writer => writer.Write(value));

        public override void WriteLine(string? value) => On(writer => writer.WriteLine(value));

        public override void Flush() => On(writer => writer.Flush());

        private void On(Action<TextWriter> write)
        {
            var writer = Current.Value is { } capturing ? captured(capturing) : console;
            lock (writer)
            {
                write(writer);
            }
        }
    }
}
