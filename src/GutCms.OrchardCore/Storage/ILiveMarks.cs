namespace GutCms.OrchardCore.Storage;

/// <summary>Marks what was live before its type came under a policy.</summary>
internal interface ILiveMarks
{
    /// <summary>Marks everything that is live of a type.</summary>
    Task AcceptAsync(string contentType);
}
