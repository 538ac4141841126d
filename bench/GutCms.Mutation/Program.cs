using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using GutCms.Mutation;

const string Help = """
    Changes the rules of the core in one place at a time and says which changes no test notices. Exit code 1 when there is such a change, or one that was not judged.

      dotnet run --project bench/GutCms.Mutation -- [run|report] [--only TEXT] [--minutes N]

    run        compiles every mutant behind a switch, finds out which tests meet which, and judges what was not judged before (the default)
    report     prints what is known

    --only     those whose file or member holds the text
    --minutes  ends after so long; the next run goes on from there

    What survives and may: bench/GutCms.Mutation/explained.txt. What was judged: artifacts/mutation.
    """;

switch (args)
{
    case ["cover"]:
        return await Worker.CoverAsync();
    case ["judge", var jobs, .. var how]:
        return await Worker.JudgeAsync(jobs, alone: how is ["alone"]);
    case ["--help" or "-h", ..]:
        Console.WriteLine(Help);
        return 0;
}

var verb = args.FirstOrDefault(argument => !argument.StartsWith('-')) is { } first && first == args[0] ? first : "run";
var only = ValueOf("--only");
var minutes = ValueOf("--minutes") is { } text ? double.Parse(text, CultureInfo.InvariantCulture) : (double?)null;
if (verb is not ("run" or "report"))
{
    await Console.Error.WriteLineAsync(Help);
    return 2;
}

// What was built and what it is tested with: the same assemblies come from the same sources.
var build = string.Concat(Directory.EnumerateFiles(AppContext.BaseDirectory, "GutCms.*.dll").Order(StringComparer.Ordinal)
    .Select(file => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))[..8]));
var stamp = Path.Combine(Workspace.Bin, "build");
if (!File.Exists(stamp) || await File.ReadAllTextAsync(stamp) != build)
{
    Workspace.CopyProgram();
    await File.WriteAllTextAsync(Workspace.Mutants, JsonSerializer.Serialize(new MutatedCore().Build()));
    using var cover = Workspace.Start(["cover"]);
    var errors = cover.StandardError.ReadToEndAsync();
    var output = await cover.StandardOutput.ReadToEndAsync();
    await cover.WaitForExitAsync();
    if (cover.ExitCode != 0)
    {
        await Console.Error.WriteLineAsync($"{output}{await errors}");
        return 1;
    }

    Console.Write(output);
    await File.WriteAllTextAsync(stamp, build);
}

var mutants = JsonSerializer.Deserialize<Mutant[]>(await File.ReadAllTextAsync(Workspace.Mutants))!;
var coverage = JsonSerializer.Deserialize<CoveredTest[]>(await File.ReadAllTextAsync(Workspace.Coverage))!;
var verdicts = new Verdicts(build);
var explanations = new Explanations();
var asked = mutants.Where(mutant => only is null || mutant.Key.Contains(only, StringComparison.Ordinal)).ToArray();
if (verb == "run")
{
    await new Supervisor(mutants, coverage, verdicts).RunAsync(asked, explanations.Has, minutes is { } some ? TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(some) : null);
}

return Report.Print(asked, mutants, verdicts, explanations) ? 0 : 1;

string? ValueOf(string option) => Array.IndexOf(args, option) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
