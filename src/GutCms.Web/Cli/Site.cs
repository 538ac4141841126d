using GutCms.Api.Settings;
using GutCms.Web.Features.Errors;
using GutCms.Web.Features.Hosting;
using Microsoft.Extensions.Options;

namespace GutCms.Web.Cli;

/// <summary>The site that a verb works on. Built only by verbs that need it, so that help and usage errors touch nothing.</summary>
/// <param name="build">Builds it.</param>
/// <param name="arguments">What the command line says about it.</param>
internal sealed class Site(Func<SiteArguments, WebApplication> build, SiteArguments arguments)
{
    /// <summary>What the command line says about it.</summary>
    public SiteArguments Arguments => arguments;

    /// <summary>Builds it, with further configuration on top, and checks its configuration before anything is touched.</summary>
    public WebApplication Build(params IEnumerable<KeyValuePair<string, string?>> configuration)
    {
        var all = new Dictionary<string, string?>(arguments.Configuration, StringComparer.OrdinalIgnoreCase);
        foreach (var (key, value) in configuration)
        {
            all[key] = value;
        }

        var app = build(arguments with { Configuration = all });
        if (UnknownKeys.Find(app.Configuration, SiteOptions.Section, app.Services.GetServices<ReadSection>()) is { Count: > 0 } unknown)
        {
            throw new SiteCannotRunException($"Configuration: {string.Join(" ", unknown)}");
        }

        app.Services.GetRequiredService<IStartupValidator>().Validate();
        return app;
    }
}
