using System.CommandLine;
using GutCms.Core.Recipes.Export;
using GutCms.Web.Cli.Outcomes;
using GutCms.Web.Features.Setup;

namespace GutCms.Web.Cli;

/// <summary><c>gutcms recipe export</c>: writes the site as a recipe that leads to the same state again.</summary>
internal static class RecipeExportCommand
{
    private static readonly Option<string?> Out = new("--out", "-o")
    {
        Description = "File to write, replaced when it exists; without it the recipe goes to standard output.",
        HelpName = "file",
    };

    private static readonly Option<string[]> Types = new("--type", "-t")
    {
        Description = "Only content items of this type, and nothing but content; may be repeated.",
        HelpName = "content type",
        DefaultValueFactory = _ => [],
    };

    private static readonly Option<string> Name = new("--name")
    {
        Description = "Name in the header of the recipe.",
        DefaultValueFactory = _ => "export",
    };

    private static readonly Option<bool> PublishedOnly = new("--published-only") { Description = "Leave out versions that are not published." };

    /// <summary>Creates the command.</summary>
    public static Command Create(Site site)
    {
        var command = new Command("export", "Write definitions, settings, roles, policies and content as a recipe. Users, keys, reviews and the audit log are not part of it.")
        {
            Out, Types, Name, PublishedOnly,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(Name) is { Implicit: false } && result.GetValue(Name) is not { Length: > 0 and <= 255 })
            {
                result.AddError("--name must have 1 to 255 characters.");
            }
        });
        command.SetAction((parsed, cancellation) => RunAsync(site, parsed, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(Site site, ParseResult parsed, CancellationToken cancellation)
    {
        await using var app = site.Build();
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<PrepareSite>().ExecuteAsync(cancellation);

        var name = parsed.GetRequiredValue(Name);
        var drafts = !parsed.GetValue(PublishedOnly);
        var options = parsed.GetValue(Types) is { Length: > 0 } types
            ? new ExportOptions(name, Features: false, Settings: false, Definitions: false, Roles: false, ReviewPolicies: false, ContentTypes: types, Drafts: drafts)
            : new ExportOptions(name, Drafts: drafts);
        var exporter = scope.ServiceProvider.GetRequiredService<RecipeExporter>();
        if (parsed.GetValue(Out) is { } file)
        {
            await WriteFileAsync(Path.GetFullPath(file), to => exporter.ExportAsync(to, options, cancellation));
        }
        else
        {
            await using var output = Console.OpenStandardOutput();
            await exporter.ExportAsync(output, options, cancellation);
            output.Write("\n"u8);
        }

        return ExitCode.Success;
    }

    /// <summary>Writes beside the file and puts it in place at the end, so that the file is either the old one or the whole new one.</summary>
    private static async Task WriteFileAsync(string path, Func<Stream, Task> write)
    {
        var unfinished = path + ".unfinished";
        try
        {
            await using (var to = File.Create(unfinished))
            {
                await write(to);
                to.Write("\n"u8);
            }

            File.Move(unfinished, path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException($"{path} cannot be written: {exception.Message}", ExitCode.Environment, exception);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }
}
