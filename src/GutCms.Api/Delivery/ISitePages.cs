namespace GutCms.Api.Delivery;

/// <summary>Pages that a host has of its own beside those of articles and series; a host whose pages are not GutCms's says nothing of them.</summary>
public interface ISitePages
{
    /// <summary>Paths that search engines are told of, with a slash in front.</summary>
    IReadOnlyList<string> Open { get; }

    /// <summary>Beginnings of paths that they are asked to leave alone.</summary>
    IReadOnlyList<string> Closed { get; }
}
