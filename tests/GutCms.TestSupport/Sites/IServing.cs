namespace GutCms.TestSupport.Sites;

/// <summary>What serves: a process of the executable, or its entry in the process of the test.</summary>
internal interface IServing : IAsyncDisposable
{
    /// <summary>Standard output so far, and to come.</summary>
    ProcessOutput Output { get; }

    /// <summary>Standard error so far.</summary>
    ProcessOutput Error { get; }

    /// <summary>Id of the process.</summary>
    int ProcessId { get; }

    /// <summary>Its exit code, once it has ended.</summary>
    Task<int> Ended { get; }

    /// <summary>Asks it to end as an operator would.</summary>
    Task AskToStopAsync();

    /// <summary>Ends it at once, as a power cut would, and waits until it is gone.</summary>
    /// <exception cref="NotSupportedException">It has no process of its own.</exception>
    Task KillAsync();
}
