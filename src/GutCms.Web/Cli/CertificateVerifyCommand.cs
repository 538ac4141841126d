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

    private static readonly Option<string?> Issuer = new("--issuer")
    {
        Description = "Address of the site whom you trust; by default the one where the document is (scheme, host and port). A certificate of any other is refused, and the key set comes from there.",
        HelpName = "address",
    };

    private static readonly Option<string?> KeySet = new("--jwks")
    {
        Description = "File with the key set of that site, where it is not to be fetched.",
        HelpName = "file",
    };

    /// <summary>Creates the command.</summary>
    public static Command Create()
    {
        var command = new Command("verify", "Verify that a delivered article is exactly what reviewers signed.") { Document, Issuer, KeySet };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetRequiredValue(Document), parsed.GetValue(Issuer), parsed.GetValue(KeySet), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string document, string? issuer, string? keySet, CancellationToken cancellation)
    {
        var trusted = CertificateTrust.Normalize(issuer ?? (IsAddress(document, out var address) ? address.GetLeftPart(UriPartial.Authority) : null))
            ?? throw new CommandFailedException(
                issuer is null ? "Of a file it is not known which site it is from. Name the site whom you trust with --issuer." : $"--issuer {issuer} is no http or https address.", ExitCode.Usage);
        var delivered = await ReadAsync(document, cancellation);
        if (delivered["review"]?["certificate"] is not JsonValue value || value.GetValueKind() != JsonValueKind.String)
        {
            throw new CommandFailedException($"{document} carries no certificate (review: {delivered["review"]?["status"]}).");
        }

        var result = await new CertificateVerifier(TimeProvider.System).VerifyAsync(value.GetValue<string>(), new(trusted, await ReadAsync(keySet ?? CertificateTrust.KeySetOf(trusted).AbsoluteUri, cancellation)), delivered);
        if (!result.Valid)
        {
            throw new CommandFailedException($"The certificate does not hold: {string.Join(", ", result.Refusals)}.{WhoSigned(result, trusted)}");
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

    private static string WhoSigned(CertificateVerification result, string trusted) => result.Refusals.Contains(CertificateRefusal.IssuerMismatch)
        ? $" It is signed in the name of {result.Issuer ?? "nobody"}, and {trusted} is trusted. If that is whom you trust, say so with --issuer."
        : "";

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
