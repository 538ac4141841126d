using System.CommandLine;
using GutCms.Web.Cli.Outcomes;
using GutCms.Web.Features.Users;

namespace GutCms.Web.Cli;

/// <summary>Where a verb takes a password from. Never from the command line, which other users of the machine can see.</summary>
internal static class Passwords
{
    /// <summary>Creates the option.</summary>
    public static Option<bool> Option() => new("--password-stdin")
    {
        Description = "Read the password from standard input (first line). Without it a random one is made and shown once.",
    };

    /// <summary>The password of an account.</summary>
    /// <returns>The password, and whether it was made here and is to be shown.</returns>
    /// <exception cref="CommandFailedException">Standard input is empty.</exception>
    public static async Task<(string Password, bool Random)> ReadAsync(bool fromInput, string userName, CancellationToken cancellation) =>
        !fromInput ? (RandomPassword.Create(userName), true)
        : await Console.In.ReadLineAsync(cancellation) is { Length: > 0 } line ? (line, false)
        : throw new CommandFailedException("There is no password on standard input.", ExitCode.Usage);
}
