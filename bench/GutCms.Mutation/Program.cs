using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using GutCms.Mutation;

const string Help = """
    Changes the rules of the core in one place at a time and says which changes no test notices. Exit code 1 when there is such a change, or one that was not judged.

      dotnet run --project bench/GutCms.Mutation -- [run|report] [--only TEXT,TEXT] [--minutes N] [--workers N]

    run        compiles every mutant behind a switch, finds out which tests meet which, and judges what was not judged before (the default)
    report     prints what is known

    --only     those whose file or member holds one of the texts
    --minutes  starts nothing new after so long; the next run goes on from there
    --workers  how many judge at once (1)

    What survives and may: bench/GutCms.Mutation/explained.txt. What was judged: artifacts/mutation.
    """;

switch (args)
{
    case ["cover"]:
        return await Worker.CoverAsync();
    case ["judge", var jobs, .. var how]:
        return await Worker.JudgeAsync(jobs, fresh: how is ["fresh"]);
    case ["--help" or "-h", ..]:
        Console.WriteLine(Help);
        return 0;
}

var verb = args.FirstOrDefault(argument => !argument.StartsWith('-')) is { } first && first == args[0] ? first : "run";
var only = ValueOf("--only")?.Split(',');
var minutes = ValueOf("--minutes") is { } text ? double.Parse(text, CultureInfo.InvariantCulture) : (double?)null;
var workers = ValueOf("--workers") is { } number ? int.Parse(number, CultureInfo.InvariantCulture) : 1;
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
    using var cover = Workspace.Start("cover");
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
var asked = mutants.Where(mutant => only is null || only.Any(text => mutant.Key.Contains(text, StringComparison.Ordinal))).ToArray();
if (verb == "run")
{
    await new Supervisor(mutants, coverage, verdicts, workers, minutes is { } some ? TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(some) : null).RunAsync(asked, explanations.Has);
}

return Report.Print(asked, mutants, verdicts, explanations) ? 0 : 1;

string? ValueOf(string option) => Array.IndexOf(args, option) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
