using GutCms.Api;
using GutCms.Api.Http;
using GutCms.Api.OpenApi;
using GutCms.Web.Cli;
using GutCms.Web.Features.Calendar;
using GutCms.Web.Features.Users;
using GutCms.Web.Features.Audit;
using GutCms.Web.Features.Away;
using GutCms.Web.Features.Backups;
using GutCms.Web.Features.Dossiers;
using GutCms.Web.Features.Editorial;
using GutCms.Web.Features.Errors;
using GutCms.Web.Features.GraphQL;
using GutCms.Web.Features.Health;
using GutCms.Web.Features.Hosting;
using GutCms.Web.Features.Identity;
using GutCms.Web.Features.Keys;
using GutCms.Web.Features.Limits;
using GutCms.Web.Features.Look;
using GutCms.Web.Features.Mail;
using GutCms.Web.Features.Media;
using GutCms.Web.Features.Notices.Telling;
using GutCms.Web.Features.OpenApi;
using GutCms.Web.Features.Previews;
using GutCms.Web.Features.Providers;
using GutCms.Web.Features.Recipes;
using GutCms.Web.Features.Retention;
using GutCms.Web.Features.Reviews;
using GutCms.Web.Features.Roles;
using GutCms.Web.Features.Security;
using GutCms.Web.Features.Settings;
using GutCms.Web.Features.Setup;
using GutCms.Web.Features.Telemetry;
using GutCms.Web.Features.Tokens;
using GutCms.Web.Features.Types;
using GutCms.Web.Features.Verification;
using GutCms.Web.Features.Webhooks;
using GutCms.Web.Features.WorkingCopies;
using GutCms.Web.Pages.Services;
using GutCms.Web.Storage;
using GutCms.Web.Texts;

return await CommandLine.RunAsync(args, Build, Answer);

static WebApplication Build(SiteArguments arguments)
{
    var builder = SiteBuilder.Create(arguments);

    builder.Services.AddGutCmsProblemDetails().AddExceptionHandler<BusyDatabase>().AddExceptionHandler<BusyPictures>().AddExceptionHandler<DatabaseAway>();
    builder.Services.AddGutCmsProxies(builder.Configuration);
    builder.Services.AddGutCmsSecurityHeaders();
    builder.Services.AddGutCmsStorage(builder.Configuration);
    builder.Services.AddGutCmsSettings(builder.Configuration);
    builder.Services.AddGutCmsLimits();
    builder.Services.AddGutCmsKeys(builder.Configuration);
    builder.Services.AddGutCmsIdentity();
    builder.Services.AddGutCmsProviders(builder.Configuration);
    builder.Services.AddGutCmsTokens();
    builder.Services.AddGutCmsMail();
    builder.Services.AddGutCmsWebhooks();
    builder.Services.AddGutCmsSetup();
    builder.Services.AddGutCmsRecipes();
    builder.Services.AddGutCmsReviews();
    builder.Services.AddGutCmsNotices();
    builder.Services.AddGutCmsAway();
    builder.Services.AddGutCmsRoles();
    builder.Services.AddGutCmsTypes();
    builder.Services.AddGutCmsPreviews();
    builder.Services.AddGutCmsWorkingCopies();
    builder.Services.AddGutCmsAudit();
    builder.Services.AddGutCmsDossiers();
    builder.Services.AddGutCmsVerification();
    builder.Services.AddGutCmsBackups();
    builder.Services.AddGutCmsRetention();
    builder.Services.AddGutCmsEditorial();
    builder.Services.AddGutCmsHealth();
    builder.AddGutCmsTelemetry();
    builder.Services.AddGutCmsOpenApi();
    builder.Services.AddGutCmsApi();
    builder.Services.AddGutCmsGraphQL();
    builder.Services.AddGutCmsLook();
    builder.Services.AddGutCmsMedia();
    builder.Services.AddGutCmsPages();

    return builder.Build();
}

// Only for a site that serves: a verb answers no request, and is done sooner without the pages.
static void Answer(WebApplication app)
{
    app.UseGutCmsTelemetry();
    app.UseGutCmsFromMemory();
    app.UseGutCmsRequestTrace();
    app.UseGutCmsActs();
    app.UseGutCmsProxies();
    app.UseGutCmsLanguage();
    app.UseGutCmsSecurityHeaders();
    app.UseGutCmsProblemDetails();
    app.UseGutCmsRefusals();
    app.UseGutCmsIdentity();
    app.UseGutCmsLanguageOfPerson();
    app.UseGutCmsLimits();
    app.UseGutCmsKeptPages();

    app.MapGutCmsHealth();
    app.MapGutCmsOpenApi();
    app.MapGutCmsAccount();
    app.MapGutCmsPeople();
    ProviderEndpoint.Map(app);
    app.MapGutCmsKeys();
    app.MapGutCmsTokens();
    app.MapGutCmsApi();
    app.MapGutCmsSiteFiles();
    app.MapGutCmsContentApi();
    app.MapGutCmsGraphQL();
    app.MapGutCmsCalendar();
    app.MapGutCmsLook();
    app.MapGutCmsMedia();
    app.MapGutCmsPages();
}
