using System.CommandLine;
using System.Globalization;
using GutCms.Core.Security;
using GutCms.Web.Cli.Outcomes;
using GutCms.Web.Features.People;

namespace GutCms.Web.Cli;

/// <summary><c>gutcms user forget</c> and <c>gutcms user remove</c>: both for good, so both ask first.</summary>
internal static class UserForgetCommand
{
    /// <summary>Creates <c>forget</c>.</summary>
    public static Command CreateForget(Site site) => Create(
        site, "forget", "Make a person anonymous, for good. What was signed stays signed.",
        "closes the account for good and removes its mail and phone address, password, second factor, passkeys, linked sign-ins, roles, sessions, settings and unsaved texts. User name, printed name and credential "
            + "go too; of somebody who signed decisions once these are old enough (GutCms:Retention:SignerDays). The audit log, decisions, certificates, and who wrote a version keep the names that stand in them",
        async (services, name, cancellation) => await services.GetRequiredService<ForgetPerson>().ExecuteAsync(Actor.System, name, cancellation) is { } until
            ? string.Create(CultureInfo.InvariantCulture, $"{name} is closed for good. Decisions were signed with it, so its names stay until {until:yyyy-MM-dd}.")
            : $"{name} is anonymous.");

    /// <summary>Creates <c>remove</c>.</summary>
    public static Command CreateRemove(Site site) => Create(
        site, "remove", "Remove an account with which nothing was done, for good.",
        "removes the account with everything that belongs to it",
        async (services, name, cancellation) =>
        {
            await services.GetRequiredService<RemoveAccount>().ExecuteAsync(Actor.System, name, cancellation);
            return $"{name} is removed.";
        });

    private static Command Create(Site site, string verb, string description, string effect, Func<IServiceProvider, string, CancellationToken, Task<string>> act)
    {
        var name = UserCommand.Name();
        var yes = new Option<bool>("--yes") { Description = "Do it; without it, what it would do is said." };
        var command = new Command(verb, description) { name, yes };
        command.SetAction(async (parsed, cancellation) =>
        {
            var userName = parsed.GetRequiredValue(name);
            if (!parsed.GetValue(yes))
            {
                throw new CommandFailedException($"Nothing was done. gutcms user {verb} {userName} {effect}. It cannot be undone. To do it: gutcms user {verb} {userName} --yes", ExitCode.Usage);
            }

            return await site.RunAsync(
                async services =>
                {
                    await Console.Out.WriteLineAsync(await act(services, userName, cancellation));
                    return ExitCode.Success;
                },
                cancellation);
        });
        return command;
    }
}
