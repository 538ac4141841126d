using System.CommandLine;
using GutCms.Core.Security;
using GutCms.Web.Cli.Outcomes;
using GutCms.Web.Features.Users;
using GutCms.Web.Features.People;

namespace GutCms.Web.Cli;

/// <summary><c>gutcms user add</c>.</summary>
internal static class UserAddCommand
{
    private static readonly Argument<string> Name = UserCommand.Name();
    private static readonly Option<string[]> Roles = new("--role") { Description = "A role; may be repeated.", HelpName = "role", DefaultValueFactory = _ => [] };
    private static readonly Option<string?> Email = new("--email") { Description = "Mail address, for a forgotten password.", HelpName = "address" };
    private static readonly Option<string?> PrintedName = new("--printed-name") { Description = "Name under signatures; who has none cannot approve.", HelpName = "name" };
    private static readonly Option<string?> Credential = new("--credential") { Description = "Credential under signatures, for example \"MD, gastroenterology\".", HelpName = "text" };
    private static readonly Option<bool> PasswordStdin = Passwords.Option();

    /// <summary>Creates the command.</summary>
    public static Command Create(Site site)
    {
        var command = new Command("add", "Add a user.") { Name, Roles, Email, PrintedName, Credential, PasswordStdin };
        command.SetAction((parsed, cancellation) => site.RunAsync(services => RunAsync(services, parsed, cancellation), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(IServiceProvider services, ParseResult parsed, CancellationToken cancellation)
    {
        var name = parsed.GetRequiredValue(Name);
        var (password, random) = await Passwords.ReadAsync(parsed.GetValue(PasswordStdin), name, cancellation);
        await services.GetRequiredService<AddUser>().ExecuteAsync(
            Actor.System,
            new UserData(name)
            {
                Password = password,
                Roles = parsed.GetValue(Roles),
                Email = parsed.GetValue(Email),
                EmailConfirmed = parsed.GetValue(Email) is null ? null : true,
                PrintedName = parsed.GetValue(PrintedName),
                Credential = parsed.GetValue(Credential),
            },
            cancellation);
        await Console.Out.WriteLineAsync(random ? $"Added {name}. Password, shown this once: {password}" : $"Added {name}.");
        return ExitCode.Success;
    }
}
