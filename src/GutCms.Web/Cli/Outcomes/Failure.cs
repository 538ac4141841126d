using System.Net.Sockets;
using System.Text.RegularExpressions;
using GutCms.Web.Features.Errors;
using GutCms.Web.Storage.Backup;
using GutCms.Web.Storage.Databases;
using Microsoft.AspNetCore.Connections;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Npgsql;

namespace GutCms.Web.Cli.Outcomes;

/// <summary>Turns whatever ended a command into one line and an exit code.</summary>
internal static partial class Failure
{
    private const string ChooseAddress = "Choose another address with --urls or ASPNETCORE_URLS.";

    /// <summary>The words for an exception: those for its first cause that is known here.</summary>
    public static CommandFailedException From(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (Known(cause) is { } failure)
            {
                return failure;
            }
        }

        return new($"Unexpected error: {exception.Message} (--verbose shows details)", ExitCode.Failure, exception);
    }

    private static CommandFailedException? Known(Exception exception) => exception switch
    {
        CommandFailedException failure => failure,
        BackupException => new(exception.Message, ExitCode.Failure, exception),
        SiteCannotRunException => Environment(exception.Message, exception),
        OperationCanceledException => new("Interrupted; nothing was kept.", ExitCode.Interrupted, exception),
        OptionsValidationException invalid => Environment($"Configuration: {string.Join(" ", invalid.Failures.Select(Reason))}", exception),
        InvalidOperationException { Source: "Microsoft.Extensions.Configuration.Binder" } => Environment($"Configuration: {Unread(exception.Message)}", exception),
        InvalidDataException { InnerException: FormatException inner } => Environment($"{exception.Message} {inner.Message}", exception),
        StorageException => Environment(exception.Message, exception),
        SqliteException { SqliteErrorCode: 8 or 10 or 13 or 14 } => Environment($"The database file cannot be written: {exception.Message}", exception),
        ArgumentException { Source: "Npgsql" } => Environment($"ConnectionStrings:GutCms is not a PostgreSQL connection string: {exception.Message}", exception),
        NpgsqlException => Environment($"The PostgreSQL database cannot be used: {exception.Message.TrimEnd('.')}. Check ConnectionStrings:GutCms.", exception),
        IOException { InnerException: AddressInUseException } =>
            Environment($"{exception.Message.TrimEnd('.')}. Stop the other program, or choose another port with --urls or ASPNETCORE_URLS.", exception),
        IOException { InnerException: SocketException } => Environment($"{exception.Message.TrimEnd('.')}. {ChooseAddress}", exception),
        SocketException => Environment($"Cannot listen: {exception.Message}. {ChooseAddress}", exception),
        FormatException { Source: "Microsoft.AspNetCore.Http" } => Environment($"{exception.Message}. {ChooseAddress}", exception),
        _ => null,
    };

    private static CommandFailedException Environment(string message, Exception cause) => new(message, ExitCode.Environment, cause);

    /// <summary>What DataAnnotations say, without the frame that the options package puts around it.</summary>
    private static string Reason(string failure) => AnnotationFrame().Match(failure) is { Success: true } match ? match.Groups["reason"].Value : failure;

    /// <summary>A value that is not of the kind that its key takes, in words.</summary>
    private static string Unread(string message)
    {
        if (Conversion().Match(message) is not { Success: true } match)
        {
            return message;
        }

        var type = AppDomain.CurrentDomain.GetAssemblies().Select(assembly => assembly.GetType(match.Groups["type"].Value)).FirstOrDefault(found => found is not null);
        var allowed = type switch
        {
            { IsEnum: true } => $"one of {string.Join(", ", Enum.GetNames(type))}",
            _ when type == typeof(bool) => "true or false",
            _ when type == typeof(int) || type == typeof(long) => "a whole number",
            _ => $"a value of the kind {match.Groups["type"].Value}",
        };
        return $"{match.Groups["key"].Value} is '{match.Groups["value"].Value}': give it {allowed}.";
    }

    [GeneratedRegex("^Failed to convert configuration value '(?<value>.*)' at '(?<key>.*)' to type '(?<type>.*)'\\.$", RegexOptions.Singleline)]
    private static partial Regex Conversion();

    [GeneratedRegex("^DataAnnotation validation failed for .* with the error: '(?<reason>.*)'\\.$", RegexOptions.Singleline)]
    private static partial Regex AnnotationFrame();
}
