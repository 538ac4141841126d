using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.Logging.Console;

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
        ((IConfigurationBuilder)builder.Configuration).Sources.Insert(0, new MemoryConfigurationSource { InitialData = [new($"{SiteOptions.Section}:{nameof(SiteOptions.DataDirectory)}", Folders.DefaultData)] });
        builder.Configuration.AddSecrets(arguments);
        builder.Configuration.AddInMemoryCollection(arguments.Configuration);
        ((IConfigurationBuilder)builder.Configuration).Sources.Insert(0, new MemoryConfigurationSource { InitialData = LinesOfLog(builder.Configuration["Logging:Console:FormatterName"]) });

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

    /// <summary>How the console's log is written where no source says otherwise: with the time. The plain formatter writes the level right behind it.</summary>
    private static KeyValuePair<string, string?>[] LinesOfLog(string? formatter) =>
    [
        // Unnamed, the same formatter would not take the options below.
        new("Logging:Console:FormatterName", ConsoleFormatterNames.Simple),
        new("Logging:Console:FormatterOptions:SingleLine", "true"),
        new("Logging:Console:FormatterOptions:TimestampFormat", "yyyy-MM-dd'T'HH:mm:ss.fff'Z'" + (formatter is null or ConsoleFormatterNames.Simple ? " " : "")),
        new("Logging:Console:FormatterOptions:UseUtcTimestamp", "true"),
    ];

    private static bool SaysWhereToListen(ConfigurationManager configuration)
        => AddressKeys.Any(key => !string.IsNullOrWhiteSpace(configuration[key]))
            || configuration.GetSection("Kestrel:Endpoints").Exists();
}
