using GutCms.Api.Review;
using GutCms.Api.Settings;
using GutCms.Core.Reviews.Ports;
using GutCms.Core.Reviews.Reading;
using GutCms.Web.Features.Notices.Mailing;
using GutCms.Web.Storage.Notices;

namespace GutCms.Web.Features.Notices.Telling;

/// <summary>Registers what tells people.</summary>
internal static class NoticeServices
{
    /// <summary>Adds the services.</summary>
    public static IServiceCollection AddGutCmsNotices(this IServiceCollection services)
    {
        services.AddSingleton<NoticeStore>();
        services.AddSingleton<OwnNotices>();
        services.AddCheckedOptions<ReminderOptions>(ReminderOptions.Section);
        services.AddSingleton<WriteNotices>();
        services.AddSingleton<TellStuck>();
        services.AddSingleton<FindReminderSteps>();
        services.AddSingleton<StepsLookedAt>();
        services.AddScoped<Remind>();
        services.AddScoped<FindAudience>();
        services.AddScoped<IReviewEventHandler, NotifyPeople>();
        services.AddSingleton<NoticePreferences>();
        services.AddSingleton<NoticeAddresses>();
        services.AddSingleton<UnsubscribeLinks>();
        services.AddSingleton<MailTemplate>();
        services.AddSingleton<WriteNoticeMail>();
        services.AddSingleton<SendTestMail>();
        services.AddSingleton<IReviewEventHandler, SendNoticeMails>();
        services.AddSingleton<SendDigests>();
        services.AddHostedService<NoticeJobs>();
        return services;
    }
}
