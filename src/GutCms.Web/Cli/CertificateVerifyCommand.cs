using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using GutCms.Core.Certificates;

namespace GutCms.Web.Cli;

/// <summary><c>gutcms certificate verify</c>: checks a delivered article against its certificate. Needs no database: anybody can run it against any site.</summary>
internal static class CertificateVerifyCommand
{
    private static readonly Argument<string> Document = new("document")
    {
        Description = "Address of a delivered article (https://…/api/delivery/articles/…), or a file with its JSON.",
        HelpName = "file or address",
    };

    private static readonly Option<string?> KeySet = new("--jwks")
    {
        Description = "Address or file of the key set; of an address the site's own by default.",
        HelpName = "file or address",
    };

    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        var command = new Command("verify", "Verify that a delivered article is exactly what reviewers signed.") { Document, KeySet };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetRequiredValue(Document), parsed.GetValue(KeySet), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string document, string? keySet, CancellationToken cancellation)
    {
        var delivered = await ReadAsync(document, cancellation);
        var jwksAt = keySet ?? (IsAddress(document, out var address)
            ? new Uri(address, "/.well-known/jwks.json").AbsoluteUri
            : throw new CommandFailedException("Of a file it is not known which site it is from. Name the key set with --jwks.", ExitCode.Usage));
        if (delivered["review"]?["certificate"] is not JsonValue value || value.GetValueKind() != JsonValueKind.String)
        {
            throw new CommandFailedException($"{document} carries no certificate (review: {delivered["review"]?["status"]}).");
        }

        var result = await new CertificateVerifier(TimeProvider.System).VerifyAsync(value.GetValue<string>(), await ReadAsync(jwksAt, cancellation), delivered);
        if (!result.Valid)
        {
            throw new CommandFailedException($"The certificate does not hold: {string.Join(", ", result.Refusals)}.");
        }

        var certificate = result.Certificate!;
        await Console.Out.WriteLineAsync($"Valid. {result.Issuer} certifies version {certificate.ContentItemVersionId}, {certificate.ContentHash}.");
        foreach (var approval in certificate.Approvals)
        {
            await Console.Out.WriteLineAsync($"  {approval.PrintedName}{(approval.Credential is { } credential ? $", {credential}" : "")}: {approval.Stage}, {approval.DecidedUtc:u}");
        }

        foreach (var warning in result.Warnings)
        {
            await Console.Out.WriteLineAsync($"  Note: {warning}.");
        }

        return ExitCode.Success;
    }

    private static bool IsAddress(string text, out Uri address) =>
        Uri.TryCreate(text, UriKind.Absolute, out address!) && address.Scheme is "http" or "https";

    private static async Task<JsonObject> ReadAsync(string where, CancellationToken cancellation)
    {
        try
        {
            if (IsAddress(where, out var address))
            {
                using var client = new HttpClient();
                return Parse(await client.GetByteArrayAsync(address, cancellation), where);
            }

            return Parse(await File.ReadAllBytesAsync(where, cancellation), where);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException($"{where} cannot be read: {exception.Message}", ExitCode.Environment, exception);
        }
    }

    private static JsonObject Parse(byte[] json, string where)
    {
        try
        {
            return JsonNode.Parse(json) as JsonObject ?? throw new CommandFailedException($"{where} is no JSON object.");
        }
        catch (JsonException exception)
        {
            throw new CommandFailedException($"{where} is not JSON: {exception.Message}", ExitCode.Failure, exception);
        }
    }
}
