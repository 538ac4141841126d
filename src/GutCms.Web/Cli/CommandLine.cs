using System.CommandLine;

namespace GutCms.Web.Cli;

/// <summary>The command line: one file per verb, one place for errors and exit codes.</summary>
internal static class CommandLine
{
    // Longer than the host waits for requests under way, so that a stop is never cut short.
    private static readonly TimeSpan TerminationTimeout = TimeSpan.FromSeconds(40);

    /// <summary>Runs one command.</summary>
    /// <param name="arguments">Arguments as the shell passed them.</param>
    /// <param name="build">Builds the site that a verb works on.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(string[] arguments, Func<SiteArguments, WebApplication> build)
    {
        var verbose = arguments.Contains("--verbose");
        try
        {
            var (configuration, others) = SiteArguments.Split(arguments);
            var site = new Site(build, new SiteArguments(configuration, verbose));
            var root = CreateRoot(site);
            var parsed = root.Parse(others, new ParserConfiguration { EnablePosixBundling = false });
            if (parsed.Errors.Count > 0)
            {
                throw new CommandFailedException(
                    $"{string.Join(" ", parsed.Errors.Select(error => error.Message))} See: gutcms {string.Concat(VerbOf(parsed))}--help",
                    ExitCode.Usage);
            }

            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TerminationTimeout });
        }
        catch (Exception exception)
        {
            var failure = Failure.From(exception);
            await Console.Error.WriteLineAsync(failure.Message.ReplaceLineEndings(" "));
            if (verbose)
            {
                await Console.Error.WriteLineAsync(exception.ToString());
            }

            return failure.ExitCode;
        }
    }

    private static RootCommand CreateRoot(Site site)
    {
        var root = new RootCommand("GutCms, a headless CMS for medical editorial work.")
        {
            ServeCommand.Create(site),
            RecipeCommand.Create(site),
        };
        root.Options.Add(new Option<bool>("--verbose")
        {
            Description = "Log more, and show the cause of an error.",
            Recursive = true,
        });
        foreach (var option in ServeCommand.Options)
        {
            root.Options.Add(option);
        }

        root.SetAction((parsed, cancellation) => ServeCommand.RunAsync(site, parsed, cancellation));
        HelpWithExamples.Install(root);
        return root;
    }

    private static Stack<string> VerbOf(ParseResult parsed)
    {
        var names = new Stack<string>();
        for (var command = parsed.CommandResult; command?.Parent is not null; command = command.Parent as System.CommandLine.Parsing.CommandResult)
        {
            names.Push(command.Command.Name + " ");
        }

        return names;
    }
}
