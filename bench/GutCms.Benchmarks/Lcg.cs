namespace GutCms.Benchmarks;

/// <summary>A linear congruential generator: the same sequence on every machine and run.</summary>
internal sealed class Lcg(uint seed)
{
    private ulong _state = seed * 2862933555777941757UL + 3037000493UL;

    /// <summary>0 to <paramref name="bound"/> − 1.</summary>
    public int Next(int bound)
    {
        _state = _state * 6364136223846793005UL + 1442695040888963407UL;
        return (int)((_state >> 33) % (uint)bound);
    }
}
