using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace GutCms.Api.Settings;

/// <summary>Registers options that a start checks.</summary>
public static class CheckedOptions
{
    /// <summary>Reads a section into options; a bad value ends the start with the key, the value and what is allowed. The section's keys count as known, see <see cref="UnknownKeys"/>.</summary>
    /// <typeparam name="T">The options; their properties carry DataAnnotations.</typeparam>
    /// <param name="services">The services.</param>
    /// <param name="section">Path of the section, for example <c>GutCms:Jobs</c>.</param>
    public static OptionsBuilder<T> AddCheckedOptions<T>(this IServiceCollection services, string section)
        where T : class
    {
        services.AddSingleton(new ReadSection(section, typeof(T)));
        services.AddSingleton<IValidateOptions<T>>(_ => new SectionCheck<T>(section));
        return services.AddOptions<T>().BindConfiguration(section).ValidateOnStart();
    }
}

/// <summary>A section of the configuration and the type that it is read into.</summary>
/// <param name="Path">Path of the section, for example <c>GutCms:Jobs</c>.</param>
/// <param name="Options">The type; null: the section's keys are checked by whoever reads them.</param>
public sealed record ReadSection(string Path, Type? Options);
