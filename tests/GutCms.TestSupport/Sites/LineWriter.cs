using System.Text;

namespace GutCms.TestSupport.Sites;

/// <summary>Hands on each line that is written to it, without its end; a last one without an end when it is disposed.</summary>
internal sealed class LineWriter(Action<string?> take) : TextWriter
{
    private readonly StringBuilder _line = new();

    /// <inheritdoc/>
    public override Encoding Encoding => Encoding.UTF8;

    /// <inheritdoc/>
    public override void Write(char value)
    {
        lock (_line)
        {
            if (value != '\n')
            {
                _line.Append(value);
                return;
            }

            HandOn();
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        lock (_line)
        {
            if (disposing && _line.Length > 0)
            {
                HandOn();
            }
        }

        base.Dispose(disposing);
    }

    private void HandOn()
    {
        take(_line.ToString().TrimEnd('\r'));
        _line.Clear();
    }
}
