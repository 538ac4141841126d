namespace GutCms.TestSupport;

/// <summary>Waits for what another thread or process does without saying when; the test run's own time-out is the limit.</summary>
public static class Eventually
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);

    /// <summary>Returns when the condition holds.</summary>
    public static Task HoldsAsync(Func<bool> condition) => HoldsAsync(() => Task.FromResult(condition()));

    /// <summary>Returns when the condition holds.</summary>
    public static async Task HoldsAsync(Func<Task<bool>> condition)
    {
        while (!await condition())
        {
            await Task.Delay(Pause, TestContext.Current.CancellationToken);
        }
    }
}
