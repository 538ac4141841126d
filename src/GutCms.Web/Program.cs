using GutCms.Web.Cli;
using GutCms.Web.Features.Health;
using GutCms.Web.Features.OpenApi;
using GutCms.Web.Features.Setup;

return await CommandLine.RunAsync(args, Build);

static WebApplication Build(SiteArguments arguments)
{
    var builder = SiteBuilder.Create(arguments);

    builder.Services.AddProblemDetails();
    builder.Services.AddGutCmsSetup();
    builder.Services.AddGutCmsHealth();
    builder.Services.AddGutCmsOpenApi();

    var app = builder.Build();

    app.UseExceptionHandler();
    app.UseStatusCodePages();

    app.MapGutCmsHealth();
    app.MapGutCmsOpenApi();

    return app;
}
