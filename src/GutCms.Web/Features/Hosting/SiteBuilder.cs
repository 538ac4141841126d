using Microsoft.Extensions.Configuration.Memory;

namespace GutCms.Web.Features.Hosting;

/// <summary>The ground that everything else is built on: content root, configuration, address, logging.</summary>
internal static class SiteBuilder
{
    /// <summary>Where the site listens when nothing else is said.</summary>
    public const string DefaultUrl = "http://localhost:5080";

    private static readonly string[] AddressKeys = ["urls", "http_ports", "https_ports"];

    /// <summary>Creates the builder.</summary>
    public static WebApplicationBuilder Create(SiteArguments arguments)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = Folders.ContentRoot, ApplicationName = "GutCms.Web" });
        ((IConfigurationBuilder)builder.Configuration).Sources.Insert(0, new MemoryConfigurationSource { InitialData = Lowest });
        builder.Configuration.AddSecrets(arguments);
        builder.Configuration.AddInMemoryCollection(arguments.Configuration);

        // The built (not published) executable finds wwwroot in the source tree by a manifest; a published one has no manifest.
        builder.WebHost.UseStaticWebAssets();
        if (!SaysWhereToListen(builder.Configuration))
        {
            builder.WebHost.UseUrls(DefaultUrl);
        }

        var quiet = new StartupQuiet(arguments.Verbose);
        builder.Services.AddSingleton(quiet);
        CalmConsole.Install(builder.Services);
        foreach (var category in StartupQuiet.Categories)
        {
            builder.Logging.AddFilter(category, quiet.Allows);
        }

        if (arguments.Verbose)
        {
            builder.Configuration["Logging:LogLevel:Default"] = nameof(LogLevel.Information);
        }

        return builder;
    }

    /// <summary>What holds where no source says otherwise: where data lie, and how a line of the log is written by whichever formatter of the console.</summary>
    private static KeyValuePair<string, string?>[] Lowest =>
    [
        new($"{SiteOptions.Section}:{nameof(SiteOptions.DataDirectory)}", Folders.DefaultData),
        new("Logging:Console:FormatterOptions:SingleLine", "true"),
        new("Logging:Console:FormatterOptions:TimestampFormat", "yyyy-MM-dd'T'HH:mm:ss.fff'Z' "),
        new("Logging:Console:FormatterOptions:UseUtcTimestamp", "true"),
    ];

    private static bool SaysWhereToListen(ConfigurationManager configuration)
        => AddressKeys.Any(key => !string.IsNullOrWhiteSpace(configuration[key]))
            || configuration.GetSection("Kestrel:Endpoints").Exists();
}
