namespace GutCms.TestSupport;

/// <summary>Waits for what another thread or process does without saying when. What has not come after minutes does not come: the test fails then and the run goes on.</summary>
public static class Eventually
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan Never = TimeSpan.FromMinutes(4);

    /// <summary>Returns when the condition holds.</summary>
    public static Task HoldsAsync(Func<bool> condition) => HoldsAsync(() => Task.FromResult(condition()));

    /// <summary>Returns when the condition holds.</summary>
    public static async Task HoldsAsync(Func<Task<bool>> condition)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Never);
        while (!await condition())
        {
            await Task.Delay(Pause, limit.Token);
        }
    }
}
