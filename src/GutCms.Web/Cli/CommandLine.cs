using System.CommandLine;
using System.Globalization;
using System.Runtime.InteropServices;
using GutCms.Web.Cli.Help;
using GutCms.Web.Cli.Outcomes;
using GutCms.Web.Features.Hosting;
using GutCms.Web.Texts;

namespace GutCms.Web.Cli;

/// <summary>The command line: one file per verb, one place for errors and exit codes.</summary>
internal static class CommandLine
{
    /// <summary>Runs one command.</summary>
    /// <param name="arguments">Arguments as the shell passed them.</param>
    /// <param name="build">Builds the site that a verb works on.</param>
    /// <param name="answer">Lets one that serves answer requests.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(string[] arguments, Func<SiteArguments, WebApplication> build, Action<WebApplication> answer)
    {
        PrivateFiles.Insist();

        // The record and the command line speak English, whatever the machine is set to; a request sets the language of its own answer.
        CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.CurrentUICulture = Languages.Default;
        var verbose = arguments.Contains("--verbose");
        try
        {
            var (configuration, others) = ConfigurationArguments.Split(arguments);
            var site = new Site(build, new SiteArguments(configuration, verbose));
            var root = CreateRoot(site, answer);
            var parsed = root.Parse(others, new ParserConfiguration { EnablePosixBundling = false });
            if (parsed.Errors.Count > 0)
            {
                throw new CommandFailedException(
                    $"{string.Join(" ", parsed.Errors.Select(error => error.Message))} See: gutcms {string.Concat(VerbOf(parsed))}--help",
                    ExitCode.Usage);
            }

            // The library's own handler of signals fails when a second one comes, as it does when a shell and "dotnet run" both pass one on.
            using var stop = new CancellationTokenSource();
            using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Stop(stop, signal));
            using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Stop(stop, signal));
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, stop.Token);
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

    /// <summary>Asks the verb to stop. A person who presses Ctrl+C again does not want to wait.</summary>
    private static void Stop(CancellationTokenSource stop, PosixSignalContext signal)
    {
        signal.Cancel = signal.Signal == PosixSignal.SIGTERM || !stop.IsCancellationRequested;
        stop.Cancel();
    }

    private static RootCommand CreateRoot(Site site, Action<WebApplication> answer)
    {
        var root = new RootCommand("GutCms, a headless CMS for medical editorial work.")
        {
            ServeCommand.Create(site, answer),
            RecipeCommand.Create(site),
            ContentCommand.Create(site),
            UserCommand.Create(site),
            ClientCommand.Create(site),
            SessionCommand.Create(site),
            KeyCommand.Create(site),
            AuditCommand.Create(site),
            VerifyCommand.Create(site),
            HealthCommand.Create(site),
            BackupCommand.Create(site),
            CertificateCommand.Create(),
            DossierCommand.Create(),
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

        root.SetAction((parsed, cancellation) => ServeCommand.RunAsync(site, answer, parsed, cancellation));
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
