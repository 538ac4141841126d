using System.CommandLine;
using System.Globalization;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Security;
using GutCms.Web.Cli.Outcomes;
using GutCms.Web.Features.Keys;

namespace GutCms.Web.Cli;

/// <summary><c>gutcms key revoke</c>: what a key signed from an instant on counts for nothing.</summary>
internal static class KeyRevokeCommand
{
    private static readonly Argument<string> KeyId = new("kid") { Description = "The key, as key list names it." };

    private static readonly Option<string> From = new("--from")
    {
        Description = "From when on: an instant in ISO 8601 with its zone, for example 2026-03-01T09:00:00Z. Whoever has the key can date back what they sign: if that may be so, take the instant when it was made.",
        HelpName = "instant",
        Required = true,
    };

    /// <summary>Creates the command.</summary>
    public static Command Create(Site site)
    {
        var command = new Command("revoke", "Declare that what a key signed from an instant on counts for nothing. Another key signs from now on, also what is live.") { KeyId, From };
        command.SetAction((parsed, cancellation) =>
        {
            var from = Instant(parsed.GetRequiredValue(From));
            return site.RunAsync(services => RunAsync(services, parsed.GetRequiredValue(KeyId), from, cancellation), cancellation);
        });
        return command;
    }

    private static async Task<int> RunAsync(IServiceProvider services, string keyId, DateTime fromUtc, CancellationToken cancellation)
    {
        var outcome = await services.GetRequiredService<RevokeKey>().ExecuteAsync(Actor.System, keyId, fromUtc, cancellation);
        if (!outcome.Succeeded)
        {
            throw new CommandFailedException(outcome.Refusal.Message);
        }

        await Console.Out.WriteLineAsync($"What {keyId} signed from {outcome.Value.RevokedUtc:u} on does not verify any more.");
        await using var scope = services.CreateAsyncScope();
        var reissued = await scope.ServiceProvider.GetRequiredService<ReissueCertificates>().ExecuteAsync(Actor.System, cancellation);
        await Console.Out.WriteLineAsync(reissued.Succeeded
            ? $"Live texts with a new certificate: {reissued.Value.Count}."
            : $"Live texts that it certified have no new certificate yet: {reissued.Refusal.Message} They get one when the site starts and may sign.");
        return ExitCode.Success;
    }

    private static DateTime Instant(string text) =>
        DateTimeOffset.TryParseExact(
            text, ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant)
        && (text.EndsWith('Z') || text[^6] is '+' or '-')
            ? instant.UtcDateTime
            : throw new CommandFailedException($"--from {text} is no instant with its zone; give one such as 2026-03-01T09:00:00Z.", ExitCode.Usage);
}
