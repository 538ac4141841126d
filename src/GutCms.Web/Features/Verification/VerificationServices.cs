using GutCms.Api.Settings;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Verification;
using GutCms.Web.Features.Mail;
using GutCms.Web.Storage.Delivery;
using GutCms.Web.Storage.Verification;

namespace GutCms.Web.Features.Verification;

/// <summary>Registers the site's check of itself.</summary>
internal static class VerificationServices
{
    /// <summary>Adds the services.</summary>
    public static IServiceCollection AddGutCmsVerification(this IServiceCollection services)
    {
        services.AddCheckedOptions<SelfCheckOptions>(SelfCheckOptions.Section)
            .Validate<MailQueue>(
                (options, mails) => options.CheckpointMail is not { Length: > 0 } || mails.CanSend,
                "GutCms:SelfCheck:CheckpointMail is set, but this site sends no mail: give it a mail server too (GutCms:Mail:Host), or leave it out.");
        services.AddHttpClient(nameof(SelfCheck), client => client.Timeout = TimeSpan.FromSeconds(30));
        services.AddSingleton<SelfCheckState>();
        services.AddSingleton<IDocumentHold>(provider => provider.GetRequiredService<SelfCheckState>());
        services.AddSingleton<CheckpointFolder>();
        services.AddSingleton<ICheckpointKeeper>(provider => provider.GetRequiredService<CheckpointFolder>());
        services.AddSingleton<IVerificationStore, EfVerificationStore>();
        services.AddSingleton<VerifySite>();
        services.AddSingleton<MakeCheckpoint>();
        services.AddSingleton<RewriteDelivery>();
        services.AddSingleton<RequestSelfCheck>();
        services.AddSingleton<GetSelfCheck>();
        services.AddSingleton<SelfCheckRun>();
        services.AddSingleton<SelfCheck>();
        services.AddHostedService(provider => provider.GetRequiredService<SelfCheck>());
        services.AddExceptionHandler<DocumentHeldBack>();
        services.AddSingleton<SelfCheckHealth>();
        services.AddHealthChecks().AddCheck<SelfCheckHealth>("self-check", tags: ["ready"]);
        return services;
    }
}
