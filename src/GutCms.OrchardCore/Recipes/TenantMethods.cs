using OrchardCore.Environment.Shell;
using OrchardCore.Scripting;

namespace GutCms.OrchardCore.Recipes;

/// <summary><c>[js: tenantName()]</c> in a recipe: the name of the tenant that it runs in. Tokens are checked by the tenant that issued them, and a recipe cannot know its name.</summary>
internal sealed class TenantMethods(ShellSettings shell) : IGlobalMethodProvider
{
    private readonly GlobalMethod _tenantName = new() { Name = "tenantName", Method = _ => (Func<string>)(() => shell.Name) };

    /// <inheritdoc/>
    public IEnumerable<GlobalMethod> GetMethods() => [_tenantName];
}
