using System.Diagnostics;

namespace GutCms.TestSupport;

/// <summary>Collects what a process or a server in this process writes, line by line, and lets a test wait for a line without polling.</summary>
public sealed class ProcessOutput
{
    private readonly Lock _lock = new();
    private readonly List<string> _lines = [];
    private readonly List<(Func<string, bool> Matches, TaskCompletionSource<string> Found)> _waiting = [];
    private bool _ended;

    /// <summary>Everything written so far, each line ended by a line feed.</summary>
    public string Text
    {
        get
        {
            lock (_lock)
            {
                return string.Concat(_lines.Select(line => line + "\n"));
            }
        }
    }

    /// <summary>Hooks itself to both streams; call before the process starts.</summary>
    /// <param name="process">The process, with both streams redirected.</param>
    /// <returns>Standard output and standard error.</returns>
    public static (ProcessOutput Output, ProcessOutput Error) Attach(Process process)
    {
        var output = new ProcessOutput();
        var error = new ProcessOutput();
        process.OutputDataReceived += (_, line) => output.Add(line.Data);
        process.ErrorDataReceived += (_, line) => error.Add(line.Data);
        return (output, error);
    }

    /// <summary>The first line that matches, already written or still to come.</summary>
    /// <param name="matches">Condition.</param>
    /// <exception cref="EndOfStreamException">The process closed its output before such a line.</exception>
    public Task<string> WaitForAsync(Func<string, bool> matches)
    {
        lock (_lock)
        {
            if (_lines.FirstOrDefault(matches) is { } line)
            {
                return Task.FromResult(line);
            }

            var found = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
            if (_ended)
            {
                found.SetException(new EndOfStreamException("The process closed its output."));
            }
            else
            {
                _waiting.Add((matches, found));
            }

            return found.Task;
        }
    }

    /// <summary>Takes a line; null when none follows.</summary>
    internal void Add(string? line)
    {
        lock (_lock)
        {
            if (line is null)
            {
                _ended = true;
                _waiting.ForEach(waiting => waiting.Found.TrySetException(new EndOfStreamException("The process closed its output.")));
                _waiting.Clear();
                return;
            }

            _lines.Add(line);
            _waiting.RemoveAll(waiting => waiting.Matches(line) && waiting.Found.TrySetResult(line));
        }
    }
}
