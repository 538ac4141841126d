namespace GutCms.Api.Http;

/// <summary>Marks an endpoint whose answer takes work whatever was sent, for a host that limits what a person may ask for in a minute.</summary>
/// <param name="units">Units of work, each about ten milliseconds of a processor at most.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class DearAttribute(int units) : Attribute
{
    /// <summary>What a comparison of two texts takes.</summary>
    public const int Comparison = 20;

    /// <summary>Units of work.</summary>
    public int Units => units;
}
