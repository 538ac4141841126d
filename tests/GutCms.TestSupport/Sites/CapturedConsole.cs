using System.Text;

namespace GutCms.TestSupport.Sites;

/// <summary>What is written to the console by one flow of calls, and by nobody beside it.</summary>
internal sealed class CapturedConsole : IDisposable
{
    private static readonly AsyncLocal<CapturedConsole?> Current = new();
    private static readonly Lock Installing = new();
    private static bool _installed;

    private readonly StringWriter _output = new() { NewLine = "\n" };
    private readonly StringWriter _error = new() { NewLine = "\n" };

    private CapturedConsole()
    {
    }

    /// <summary>Standard output so far.</summary>
    public string Output => Text(_output);

    /// <summary>Standard error so far.</summary>
    public string Error => Text(_error);

    /// <summary>Begins to capture; disposing ends it.</summary>
    public static CapturedConsole Begin()
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

        return Current.Value = new();
    }

    /// <inheritdoc/>
    public void Dispose() => Current.Value = null;

    private static string Text(StringWriter writer)
    {
        lock (writer)
        {
            return writer.ToString().ReplaceLineEndings("\n");
        }
    }

    /// <summary>Writes to whoever captures here, else to the console.</summary>
    private sealed class Switch(TextWriter console, Func<CapturedConsole, StringWriter> captured) : TextWriter
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
