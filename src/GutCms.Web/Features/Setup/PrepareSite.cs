namespace GutCms.Web.Features.Setup;

/// <summary>Brings the site to the point where it can serve: data directory, database, set-up recipe. A second time it changes nothing.</summary>
internal sealed class PrepareSite(DataDirectory data)
{
    /// <summary>Does it.</summary>
    public Task ExecuteAsync(CancellationToken cancellationToken)
    {
        data.Prepare();
        return Task.CompletedTask.WaitAsync(cancellationToken);
    }
}
