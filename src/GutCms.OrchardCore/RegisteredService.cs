using Microsoft.Extensions.DependencyInjection;

namespace GutCms.OrchardCore;

/// <summary>Makes a service that another one is put around.</summary>
internal static class RegisteredService
{
    /// <summary>The service as its registration would make it.</summary>
    /// <typeparam name="T">What it is.</typeparam>
    /// <param name="known">Its registration.</param>
    /// <param name="scope">The services that it needs.</param>
    public static T Create<T>(ServiceDescriptor known, IServiceProvider scope)
        where T : class => (T)(known.ImplementationInstance ?? known.ImplementationFactory?.Invoke(scope) ?? ActivatorUtilities.CreateInstance(scope, known.ImplementationType!));
}
