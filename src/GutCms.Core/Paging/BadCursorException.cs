namespace GutCms.Core.Paging;

/// <summary>A cursor that this list did not hand out, or that belongs to another list, order or filter.</summary>
public sealed class BadCursorException : Exception
{
    internal const string Text = "The cursor is not one of this list in this order and with this filter. Start again without it.";

    /// <summary>Creates it.</summary>
    public BadCursorException() : base(Text) { }

    /// <summary>Creates it.</summary>
    public BadCursorException(string message) : base(message) { }

    /// <summary>Creates it.</summary>
    public BadCursorException(string message, Exception innerException) : base(message, innerException) { }
}
