using System.Diagnostics;

namespace GutCms.Benchmarks;

/// <summary>A program that was run to its end.</summary>
/// <param name="Seconds">From its start to its end.</param>
/// <param name="Peak">Largest resident set, MB of 1,048,576 bytes.</param>
/// <param name="Output">What it wrote.</param>
internal sealed record MeasuredRun(double Seconds, double Peak, string Output)
{
    /// <summary>Runs it.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static async Task<MeasuredRun> OfAsync(ProcessStartInfo start)
    {
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var peak = 0.0;
        using (var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50)))
        {
            while (!process.HasExited)
            {
                peak = Math.Max(peak, ServerProcess.MemoryOf(process.Id, "VmHWM:"));
                await timer.WaitForNextTickAsync();
            }
        }

        var seconds = clock.Elapsed.TotalSeconds;
        return process.ExitCode == 0 ? new(seconds, peak, await output) : throw new InvalidOperationException($"{string.Join(' ', start.ArgumentList)} ended with code {process.ExitCode}: {await output}");
    }
}
