using GutCms.Web.Cli;
using GutCms.Web.Features.Health;
using GutCms.Web.Features.OpenApi;
using GutCms.Web.Features.Security;
using GutCms.Web.Features.Setup;
using GutCms.Web.Pages;

return await CommandLine.RunAsync(args, Build);

static WebApplication Build(SiteArguments arguments)
{
    var builder = SiteBuilder.Create(arguments);

    builder.Services.AddProblemDetails();
    builder.Services.AddGutCmsSetup();
    builder.Services.AddGutCmsHealth();
    builder.Services.AddGutCmsOpenApi();
    builder.Services.AddGutCmsSecurityHeaders();
    builder.Services.AddGutCmsPages();

    var app = builder.Build();

    app.UseGutCmsSecurityHeaders();
    app.UseExceptionHandler();
    app.UseStatusCodePages();

    app.MapGutCmsHealth();
    app.MapGutCmsOpenApi();
    app.MapGutCmsPages();

    return app;
}
