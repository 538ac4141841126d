using GutCms.Api.Http;
using GutCms.Core.Audit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using OrchardCore.Environment.Shell.Scope;
using OrchardCore.Recipes.Models;
using OrchardCore.Recipes.Services;

namespace GutCms.OrchardCore.Storage;

/// <summary>Makes each request to the tenant one act of the audit log, before anything else sees it.</summary>
internal sealed class ActsOfRequests : IStartupFilter
{
    /// <inheritdoc/>
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.UseGutCmsActs();
        next(app);
    };
}

/// <summary>
/// Makes a recipe one act of the audit log where no request to the tenant runs it: at its set-up, and when it starts. Each step has a scope of its own, so the scope is told, before
/// any other handler does something.
/// </summary>
internal sealed class ActsOfRecipes : IRecipeStepHandler
{
    private static readonly object Run = new();

    /// <summary>Id of the act that is under way; null: none is.</summary>
    public static string? Current => AuditAct.Id ?? (ShellScope.Current is null ? null : ShellScope.Get<string>(Run));

    /// <inheritdoc/>
    public Task ExecuteAsync(RecipeExecutionContext context)
    {
        ShellScope.Set(Run, context.ExecutionId);
        return Task.CompletedTask;
    }
}
