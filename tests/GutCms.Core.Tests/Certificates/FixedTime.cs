namespace GutCms.Core.Tests.Certificates;

/// <summary>A clock that stands still.</summary>
internal sealed class FixedTime(DateTime nowUtc) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => new(nowUtc);
}
