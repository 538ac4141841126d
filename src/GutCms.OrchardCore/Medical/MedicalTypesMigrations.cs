using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Data.Migration;
using OrchardCore.Environment.Shell.Scope;
using OrchardCore.Modules;

namespace GutCms.OrchardCore.Medical;

/// <summary>Brings in the medical types, as far as their names are free. What is in the way is shown in the admin; a migration that failed would leave a site where nothing can be saved.</summary>
[Feature(FeatureIds.MedicalTypes)]
public sealed class MedicalTypesMigrations : DataMigration
{
    private readonly MedicalTypes _types;

    /// <summary>Creates it.</summary>
    /// <param name="services">The tenant's services.</param>
    public MedicalTypesMigrations(IServiceProvider services) => _types = (MedicalTypes)(services.GetService(typeof(MedicalTypes)) ?? throw new InvalidOperationException("The medical types are not registered."));

    /// <summary>First version. Roles and policies come when it is committed, since they ask for the types; where the process ends before, at the next start.</summary>
    public async Task<int> CreateAsync()
    {
        await _types.InstallAsync();
        ShellScope.AddDeferredTask(scope => scope.ServiceProvider.GetRequiredService<DefaultReview>().BringInAsync());
        return 1;
    }
}
