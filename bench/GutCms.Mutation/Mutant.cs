namespace GutCms.Mutation;

/// <summary>One change of one place.</summary>
/// <param name="Id">Its number in this build: what the switch compares.</param>
/// <param name="File">Path under <c>src/GutCms.Core</c>, with slashes.</param>
/// <param name="Line">Line of the place, from 1.</param>
/// <param name="Name">Member, what it was and what it becomes: the same in the next build as long as the place is the same. Unique within a file.</param>
/// <param name="MemberHash">Says whether the member is still the one that was judged.</param>
internal sealed record Mutant(int Id, string File, int Line, string Name, string MemberHash)
{
    /// <summary>By what it is explained.</summary>
    public string Key => $"{File} {Name}";

    /// <summary>By what it was judged.</summary>
    public string JudgedAs => $"{Key}\t{MemberHash}";
}

/// <summary>A way to change a place.</summary>
/// <param name="Becomes">The changed place, as text.</param>
/// <param name="Guard">From the switch (an expression that is true when this mutant is on) and the place with the mutants inside of it, as texts: the place that is both.</param>
internal sealed record Mutation(string Becomes, Func<string, string, string> Guard)
{
    /// <summary>Another expression instead.</summary>
    public static Mutation Instead(string becomes) => new(becomes, (on, place) => $"({on} ? ({becomes}) : ({place}))");

    /// <summary>A condition that holds always.</summary>
    public static Mutation True { get; } = new("true", (on, place) => $"({on} || ({place}))");

    /// <summary>A condition that never holds.</summary>
    public static Mutation False { get; } = new("false", (on, place) => $"(!{on} && ({place}))");

    /// <summary>A statement or an element that is not there.</summary>
    public static Mutation Gone(Func<string, string, string> guard) => new("(nothing)", guard);
}
