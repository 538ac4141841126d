using System.CommandLine;
using GutCms.Web.Cli.Outcomes;
using GutCms.Web.Features.Users;
using GutCms.Web.Features.Hosting;
using GutCms.Web.Features.Identity;
using GutCms.Web.Features.Keys;
using GutCms.Web.Features.Providers;
using GutCms.Web.Features.Setup;
using GutCms.Web.Features.Verification;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.Extensions.Hosting.Systemd;
using Microsoft.Extensions.Options;

namespace GutCms.Web.Cli;

/// <summary><c>gutcms serve</c>, also what <c>gutcms</c> without a verb does: prepares the site and serves it until it is stopped.</summary>
internal static class ServeCommand
{
    private static readonly Option<string?> Urls = new("--urls")
    {
        Description = "Where to listen, for example http://localhost:8080; several are separated by semicolons.",
        HelpName = "addresses",
    };

    private static readonly Option<bool> Demo = new("--demo")
    {
        Description = "Create users of every role and an API client for trying the site out, and show their passwords once. Only in Development.",
    };

    /// <summary>Its options, which the root command offers too.</summary>
    public static IReadOnlyList<Option> Options { get; } = [Urls, Demo];

    /// <summary>Creates the command.</summary>
    public static Command Create(Site site, Action<WebApplication> answer)
    {
        var command = new Command("serve", "Start the site. The first start creates the database and seeds it by the set-up recipe.");
        foreach (var option in Options)
        {
            command.Options.Add(option);
        }

        command.SetAction((parsed, cancellation) => RunAsync(site, answer, parsed, cancellation));
        return command;
    }

    /// <summary>Runs it.</summary>
    public static async Task<int> RunAsync(Site site, Action<WebApplication> answer, ParseResult parsed, CancellationToken cancellation)
    {
        await using var app = parsed.GetValue(Urls) is { } urls ? site.Build([new("urls", urls)]) : site.Build();
        var address = app.Services.GetRequiredService<SiteAddress>();
        address.Check();
        app.Services.GetRequiredService<ListeningAddresses>().Try();
        app.Services.GetRequiredService<DataDirectory>().Prepare();
        var pages = Task.Run(() => app.Services.GetRequiredService<IActionDescriptorCollectionProvider>().ActionDescriptors, cancellation);
        using var serving = app.Services.GetRequiredService<ServingLock>().Share();
        await using (var scope = app.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<PrepareSite>().ExecuteAsync(cancellation, new StandardError());
            await scope.ServiceProvider.GetRequiredService<CheckSigningKey>().ExecuteAsync(cancellation);
        }

        if (parsed.GetValue(Demo))
        {
            await CreateDemoAsync(app, cancellation);
        }

        await StopOnLogFaultAsync(app, cancellation);
        // Pages are described by reflection, which the database does not have to wait for.
        await pages;
        answer(app);
        await app.StartAsync(cancellation);

        // Once more of where it really listens.
        address.Check();
        address.Remember();
        await app.Services.GetRequiredService<UnencryptedKeys>().WarnAsync(cancellation);
        await app.Services.GetRequiredService<UnknownProviderRoles>().WarnAsync(cancellation);
        await app.Services.GetRequiredService<StartupReport>().WriteAsync(app.Urls, cancellation);

        // Whoever waits for a service of systemd goes on now; elsewhere it says nothing. Not by the library's own way in, which asks who the parent is, and a service may not see that.
        var systemd = new SystemdNotifier();
        systemd.Notify(ServiceState.Ready);
        await app.WaitForShutdownAsync(cancellation);
        systemd.Notify(ServiceState.Stopping);
        return ExitCode.Success;
    }

    private static async Task StopOnLogFaultAsync(WebApplication app, CancellationToken cancellation)
    {
        if (!app.Services.GetRequiredService<IOptions<SelfCheckOptions>>().Value.StopOnLogFault)
        {
            return;
        }

        new StandardError().Say("Verifying the audit log (GutCms:SelfCheck:StopOnLogFault)");
        var found = await app.Services.GetRequiredService<SelfCheckRun>().VerifyAsync(cancellation);
        if (found.Findings.FirstOrDefault(finding => finding.ConcernsLog) is { } fault)
        {
            throw new CommandFailedException(
                $"The site does not start, because its audit log is not whole ({fault.Fault}): {fault.Message} See all of it with: gutcms verify. To serve all the same, set GutCms__SelfCheck__StopOnLogFault=false.",
                ExitCode.Environment);
        }
    }

    private static async Task CreateDemoAsync(WebApplication app, CancellationToken cancellation)
    {
        if (!app.Environment.IsDevelopment())
        {
            throw new CommandFailedException(
                $"--demo creates accounts whose passwords are printed, so it works only in Development; this is {app.Environment.EnvironmentName}. Leave it out, or set ASPNETCORE_ENVIRONMENT=Development.",
                ExitCode.Usage);
        }

        try
        {
            await PrepareIdentity.WriteAsync("Accounts for trying it out", await app.Services.GetRequiredService<DemoAccounts>().EnsureAsync(cancellation));
        }
        catch (IdentityRefusedException refusal)
        {
            throw new CommandFailedException($"The demo accounts cannot be created: {refusal.Message}");
        }
    }
}
