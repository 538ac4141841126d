using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using GutCms.Api.Content;
using GutCms.Core.Documents.Model;
using GutCms.Core.Documents.UseCases;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Web.Cli.Outcomes;
using GutCms.Web.Features.People;

namespace GutCms.Web.Cli;

/// <summary><c>gutcms content import</c>: makes drafts of a document, all of them or none.</summary>
internal static class ContentImportCommand
{
    private static readonly JsonSerializerOptions JsonOptions = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true };

    private static readonly Argument<FileInfo> File = new("file") { Description = "Word (.docx), HTML, Markdown (.md), JATS XML, or an export of WordPress (.xml).", HelpName = "file" };

    private static readonly Option<string?> Disclaimer = new("--disclaimer") { Description = "Id of the disclaimer that the drafts pick; by default the only one that is live.", HelpName = "id" };

    private static readonly Option<string?> Owner = new("--owner") { Description = "User name of whose drafts they become; by default the system's.", HelpName = "name" };

    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Say what would be saved and what left out, and save nothing." };

    private static readonly Option<bool> Strict = new("--strict") { Description = "Save nothing when anything would be left out." };

    private static readonly Option<bool> Json = new("--json") { Description = "Write the report as one JSON object to standard output." };

    /// <summary>Creates the command.</summary>
    public static Command Create(Site site)
    {
        var command = new Command("import", "Make drafts of a document. Nothing is published.") { File, Disclaimer, Owner, DryRun, Strict, Json };
        command.SetAction((parsed, cancellation) => site.RunAsync(services => RunAsync(services, parsed, cancellation), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellation)
    {
        var file = parsed.GetRequiredValue(File);
        var owner = await OwnerAsync(services, parsed.GetValue(Owner), cancellation);
        var document = Done(await services.GetRequiredService<UnderstandDocument>().ExecuteAsync(Actor.System, new(await ReadAsync(file, cancellation), file.Name, parsed.GetValue(Disclaimer)), cancellation), file);
        var losses = document.Losses.Count + document.Drafts.Sum(draft => draft.Losses.Count);
        var keepsAway = parsed.GetValue(DryRun) || (parsed.GetValue(Strict) && losses > 0);
        if (owner is not null)
        {
            foreach (var draft in document.Drafts)
            {
                draft.Item["Owner"] = owner;
            }
        }

        var saved = keepsAway ? null : Done(await services.GetRequiredService<ImportDrafts>().ExecuteAsync(Actor.System, [.. document.Drafts.Select(draft => draft.Item)], cancellation), file).Saved.ToList();
        var response = ImportResponse.Of(document, saved);
        await Console.Out.WriteAsync(parsed.GetValue(Json) ? JsonSerializer.Serialize(response, JsonOptions) + Environment.NewLine : Lines(response, document));
        return parsed.GetValue(Strict) && losses > 0
            ? throw new CommandFailedException($"{file.Name}: {losses} {(losses == 1 ? "thing" : "things")} would be left out; nothing was saved.")
            : ExitCode.Success;
    }

    private static async Task<string?> OwnerAsync(IServiceProvider services, string? name, CancellationToken cancellation) => name is null ? null
        : (await services.GetRequiredService<ListUsers>().ExecuteAsync(Actor.System, cancellation)).FirstOrDefault(user => user.UserName.Equals(name, StringComparison.OrdinalIgnoreCase))?.UserId
            ?? throw new CommandFailedException($"There is no user '{name}'.");

    private static async Task<byte[]> ReadAsync(FileInfo file, CancellationToken cancellation)
    {
        await using var stream = CommandFiles.OpenRead(file);
        if (stream.Length > UnderstandDocument.MostBytes)
        {
            throw new CommandFailedException($"{file.Name} has more than {UnderstandDocument.MostBytes / 1024 / 1024} MB. Take out its pictures: they are not kept.");
        }

        var bytes = new byte[stream.Length];
        await stream.ReadExactlyAsync(bytes, cancellation);
        return bytes;
    }

    private static T Done<T>(Outcome<T> outcome, FileInfo file)
        where T : class =>
        outcome.Succeeded ? outcome.Value
        : throw new CommandFailedException(string.Join(' ', [$"{file.Name}: {outcome.Refusal.Sentence}", .. outcome.Refusal.Faults.Select(fault => $"{fault.Path}: {fault.Sentence}"), .. outcome.Refusal.UnmetRules.Select(rule => rule.Sentence.ToString())]));

    private static string Lines(ImportResponse response, UnderstoodDocument document)
    {
        var text = new StringBuilder();
        foreach (var (draft, understood) in response.Drafts.Zip(document.Drafts))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{(response.Saved ? "draft" : "would be")}  {draft.Title}{(draft.ContentItemId is { } id ? $" ({id})" : "")}");
            foreach (var note in understood.Notes)
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"  look at   {note.Sentence}");
            }

            understood.Losses.ToList().ForEach(loss => text.AppendLine(Line("  ", loss)));
        }

        document.Losses.ToList().ForEach(loss => text.AppendLine(Line("", loss)));
        return text.ToString();
    }

    private static string Line(string indent, DocumentLoss loss) =>
        $"{indent}left out  {loss.Sentence}{(loss.IsNamed && loss.Text.Length > 0 ? $" “{loss.Text}”" : "")}{(loss.Place.Length > 0 ? $" Below “{loss.Place}”." : "")}";
}
