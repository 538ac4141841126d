using System.Text.Json;
using System.Text.Json.Nodes;
using GutCms.Web.Cli.Outcomes;

namespace GutCms.Web.Cli;

/// <summary>Reads what an argument names: a file, or an address.</summary>
internal static class Sources
{
    /// <summary>Whether it is an http or https address.</summary>
    public static bool IsAddress(string text, out Uri address) =>
        Uri.TryCreate(text, UriKind.Absolute, out address!) && address.Scheme is "http" or "https";

    /// <summary>What is there.</summary>
    /// <exception cref="CommandFailedException">It cannot be read.</exception>
    public static async Task<byte[]> ReadAsync(string where, CancellationToken cancellation)
    {
        try
        {
            if (IsAddress(where, out var address))
            {
                using var client = new HttpClient();
                return await client.GetByteArrayAsync(address, cancellation);
            }

            return await File.ReadAllBytesAsync(where, cancellation);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException($"{where} cannot be read: {exception.Message}", ExitCode.Environment, exception);
        }
    }

    /// <summary>It as a JSON object.</summary>
    /// <exception cref="CommandFailedException">It is none.</exception>
    public static JsonObject Parse(byte[] json, string where)
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
