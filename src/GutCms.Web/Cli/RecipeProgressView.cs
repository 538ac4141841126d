using System.Globalization;
using GutCms.Core.Recipes;
using Spectre.Console;

namespace GutCms.Web.Cli;

/// <summary>Shows how far a run is: bars where standard error is a terminal, otherwise one plain line per phase and per tenth of it.</summary>
internal static class RecipeProgressView
{
    /// <summary>Does the work and shows its progress on standard error.</summary>
    /// <param name="visible">False: shows nothing.</param>
    /// <param name="work">The work.</param>
    public static Task<RecipeReport> ShowAsync(bool visible, Func<IProgress<RecipeProgress>?, Task<RecipeReport>> work)
        => !visible ? work(null)
            : Console.IsErrorRedirected ? work(new PlainLines(Console.Error))
            : ShowBarsAsync(work);

    /// <summary>A phase with what is counted in it.</summary>
    private static string What(string phase) => phase == "delivering" ? "writing documents for readers" : phase + " content items";

    private static Task<RecipeReport> ShowBarsAsync(Func<IProgress<RecipeProgress>?, Task<RecipeReport>> work)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return console.Progress()
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn(), new SpinnerColumn())
            .StartAsync(context => work(new Bars(context)));
    }

    private sealed class Bars(ProgressContext context) : IProgress<RecipeProgress>
    {
        private readonly Dictionary<string, ProgressTask> _tasks = new(StringComparer.Ordinal);
        private readonly Lock _lock = new();

        public void Report(RecipeProgress value)
        {
            lock (_lock)
            {
                var what = What(value.Phase);
                if (!_tasks.TryGetValue(what, out var task))
                {
                    foreach (var finished in _tasks.Values)
                    {
                        finished.Value = finished.MaxValue;
                        finished.StopTask();
                    }

                    _tasks[what] = task = context.AddTask(what);
                }

                task.IsIndeterminate = value.Total is null;
                task.MaxValue = Math.Max(value.Total ?? value.Done + 1, 1);
                task.Value = value.Done;
            }
        }
    }

    private sealed class PlainLines(TextWriter writer) : IProgress<RecipeProgress>
    {
        private readonly Lock _lock = new();
        private string? _phase;
        private long _nextTenth;

        public void Report(RecipeProgress value)
        {
            lock (_lock)
            {
                if (value.Phase != _phase)
                {
                    _phase = value.Phase;
                    _nextTenth = 1;
                    writer.WriteLine(value.Total is { } total ? string.Create(CultureInfo.InvariantCulture, $"{What(value.Phase)}: 0 of {total}") : What(value.Phase));
                }

                if (value.Total is > 0 && value.Done * 10 / value.Total.Value is var tenth && tenth >= _nextTenth)
                {
                    _nextTenth = tenth + 1;
                    writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{What(value.Phase)}: {value.Done} of {value.Total}"));
                }
            }
        }
    }
}
