namespace GutCms.Core.Storage;

/// <summary>
/// The database's own gate refused a version that was to become live: its type is under a review policy, and exactly this text is neither approved nor marked as
/// imported. Use cases check before; whoever meets this has forgotten to.
/// </summary>
public sealed class PublicationRefusedException : Exception
{
    /// <summary>Creates it without a message.</summary>
    public PublicationRefusedException() { }

    /// <summary>Creates it.</summary>
    public PublicationRefusedException(string message) : base(message) { }

    /// <summary>Creates it.</summary>
    public PublicationRefusedException(string message, Exception innerException) : base(message, innerException) { }
}
