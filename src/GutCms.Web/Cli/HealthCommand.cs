using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using GutCms.Web.Cli.Outcomes;
using GutCms.Web.Features.Hosting;

namespace GutCms.Web.Cli;

/// <summary><c>gutcms health</c>: asks a site that runs how it is. For containers, whose images hold no other client; it reads and writes nothing itself.</summary>
internal static class HealthCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private static readonly Option<string?> Url = new("--url")
    {
        Description = "Address of the site; by default the one at which the configuration lets it listen.",
        HelpName = "address",
    };

    private static readonly Option<bool> Live = new("--live")
    {
        Description = "Ask only whether it answers, not whether it can serve.",
    };

    /// <summary>Creates the command.</summary>
    public static Command Create(Site site)
    {
        var command = new Command("health", "Ask a site that runs how it is. Exit code 0: it serves; 1: it does not.") { Url, Live };
        command.SetAction((parsed, cancellation) => RunAsync(AddressOf(site, parsed.GetValue(Url)), parsed.GetValue(Live), cancellation));
        return command;
    }

    private static Uri AddressOf(Site site, string? named) =>
        named is null ? new(ListeningAddresses.OnThisMachine(ListeningAddresses.Configured(SiteBuilder.Create(site.Arguments).Configuration)[0]) + "/")
        : Sources.IsAddress(named, out var address) ? new(address.GetLeftPart(UriPartial.Authority) + "/")
        : throw new CommandFailedException($"--url {named} is no http or https address.", ExitCode.Usage);

    private static async Task<int> RunAsync(Uri site, bool live, CancellationToken cancellation)
    {
        using var client = new HttpClient { BaseAddress = site, Timeout = Patience };
        try
        {
            using var answer = await client.GetAsync(live ? "health/live" : "health/ready", cancellation);
            var said = Parse(await answer.Content.ReadAsStringAsync(cancellation));
            if (!answer.IsSuccessStatusCode)
            {
                throw new CommandFailedException($"{site} does not serve ({(int)answer.StatusCode}). {Text(said, "detail")}".TrimEnd());
            }

            var status = Text(said, "status") ?? throw new CommandFailedException($"{site} answers, and is no site of GutCms: it does not say how it is.");
            await Console.Out.WriteLineAsync(Text(said, "detail") is { } detail ? $"{status}: {detail}" : status);
            return ExitCode.Success;
        }
        catch (Exception fault) when (fault is HttpRequestException || (fault is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            throw new CommandFailedException($"{site} does not answer: {(fault is HttpRequestException ? fault.Message : $"nothing within {Patience.TotalSeconds:0} seconds.")}");
        }
    }

    private static string? Text(JsonObject? said, string member) => said?[member] is JsonValue value && value.GetValueKind() == JsonValueKind.String ? (string?)value : null;

    /// <summary>What it said; null: no object. Something else may listen there.</summary>
    private static JsonObject? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
