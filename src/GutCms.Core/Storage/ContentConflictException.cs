namespace GutCms.Core.Storage;

/// <summary>The database refused a write: a version id, a path or a flag is already taken.</summary>
public sealed class ContentConflictException : Exception
{
    /// <summary>Creates it without a message.</summary>
    public ContentConflictException() { }

    /// <summary>Creates it.</summary>
    public ContentConflictException(string message) : base(message) { }

    /// <summary>Creates it.</summary>
    public ContentConflictException(string message, Exception innerException) : base(message, innerException) { }
}
