namespace GutCms.Core.Json;

/// <summary>JSON that has no canonical form: NaN or infinity, half a surrogate pair, a duplicate member, nested too deeply.</summary>
public sealed class CanonicalJsonException : Exception
{
    /// <summary>Creates it without a message.</summary>
    public CanonicalJsonException() { }

    /// <summary>Creates it.</summary>
    public CanonicalJsonException(string message) : base(message) { }

    /// <summary>Creates it.</summary>
    public CanonicalJsonException(string message, Exception innerException) : base(message, innerException) { }
}
