var builder = WebApplication.CreateBuilder(args);

// Sets itself up from the section OrchardCore_AutoSetup of the configuration, with the recipe GutCmsSite.
builder.Services.AddOrchardCms().AddSetupFeatures("OrchardCore.AutoSetup");

var app = builder.Build();
app.UseStaticFiles();
app.UseOrchardCore();
await app.RunAsync();
