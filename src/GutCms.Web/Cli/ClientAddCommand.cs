using System.CommandLine;
using GutCms.Core.Security;
using GutCms.Web.Cli.Outcomes;
using GutCms.Web.Features.Tokens;

namespace GutCms.Web.Cli;

/// <summary><c>gutcms client add</c>.</summary>
internal static class ClientAddCommand
{
    private static readonly Argument<string> Id = new("id") { Description = "Client id: letters, digits, dots, hyphens, underscores." };
    private static readonly Option<string?> DisplayName = new("--name") { Description = "Name for people.", HelpName = "name" };
    private static readonly Option<string[]> Roles = new("--role") { Description = "A role that it holds when it acts by itself; may be repeated.", HelpName = "role", DefaultValueFactory = _ => [] };
    private static readonly Option<string[]> RedirectUris = new("--redirect-uri") { Description = "Where codes may be sent; with one it may act for people who sign in. May be repeated.", HelpName = "address", DefaultValueFactory = _ => [] };
    private static readonly Option<bool> Public = new("--public") { Description = "It cannot keep a secret (browser, phone): it gets none." };

    /// <summary>Creates the command.</summary>
    public static Command Create(Site site)
    {
        var command = new Command("add", "Add an API client and show its secret once.") { Id, DisplayName, Roles, RedirectUris, Public };
        command.SetAction((parsed, cancellation) => site.RunAsync(
            async services =>
            {
                var id = parsed.GetRequiredValue(Id);
                var secret = await services.GetRequiredService<AddClient>().ExecuteAsync(
                    Actor.System,
                    new ClientRegistration(id, parsed.GetValue(DisplayName) ?? id, parsed.GetValue(Roles) ?? [], [.. (parsed.GetValue(RedirectUris) ?? []).Select(Address)], parsed.GetValue(Public)),
                    cancellation);
                await Console.Out.WriteLineAsync(secret is null ? $"Added {id}. It has no secret." : $"Added {id}. Secret, shown this once: {secret}");
                return ExitCode.Success;
            },
            cancellation));
        return command;
    }

    private static Uri Address(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) ? address : throw new CommandFailedException($"'{text}' is no absolute address.", ExitCode.Usage);
}
