namespace GutCms.TestSupport;

/// <summary>On a test assembly: every server of its tests is a process of the real executable, as an operator has it.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class TestsTheExecutableAttribute : Attribute;
