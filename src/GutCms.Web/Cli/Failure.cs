using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace GutCms.Web.Cli;

/// <summary>Turns whatever ended a command into one line and an exit code.</summary>
internal static class Failure
{
    /// <summary>The words for an exception; never null.</summary>
    public static CommandFailedException From(Exception exception) => exception switch
    {
        CommandFailedException failure => failure,
        OperationCanceledException => new("Interrupted; nothing was kept.", ExitCode.Interrupted, exception),
        OptionsValidationException invalid => Environment(string.Join(" ", invalid.Failures), exception),
        IOException { InnerException: AddressInUseException } => Environment(
            $"{exception.Message.TrimEnd('.')}. Stop the other program, or choose another port with --urls or ASPNETCORE_URLS.", exception),
        IOException { InnerException: SocketException } => Environment(
            $"{exception.Message.TrimEnd('.')}. Choose another address with --urls or ASPNETCORE_URLS.", exception),
        SocketException => Environment($"Cannot listen: {exception.Message}. Choose another address with --urls or ASPNETCORE_URLS.", exception),
        InvalidDataException { InnerException: FormatException inner } => Environment($"{exception.Message} {inner.Message}", exception),
        _ => new($"Unexpected error: {exception.Message} (run again with --verbose for details)", ExitCode.Failure, exception),
    };

    private static CommandFailedException Environment(string message, Exception cause) => new(message, ExitCode.Environment, cause);
}
