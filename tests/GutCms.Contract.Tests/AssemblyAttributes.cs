using GutCms.TestSupport;

[assembly: TestsTheExecutable]
