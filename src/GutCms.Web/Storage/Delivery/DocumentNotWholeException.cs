using GutCms.Web.Storage.Databases;

namespace GutCms.Web.Storage.Delivery;

/// <summary>A stored document is not what was approved, so it is not served; the message says what differs.</summary>
public sealed class DocumentNotWholeException : StorageException
{
    /// <summary>Creates it without a message.</summary>
    public DocumentNotWholeException() { }

    /// <summary>Creates it.</summary>
    public DocumentNotWholeException(string message) : base(message) { }

    /// <summary>Creates it.</summary>
    public DocumentNotWholeException(string message, Exception innerException) : base(message, innerException) { }
}
