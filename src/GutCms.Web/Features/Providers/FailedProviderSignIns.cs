using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Security;
using GutCms.Core.Storage;

namespace GutCms.Web.Features.Providers;

/// <summary>Puts sign-ins by way of a provider that came to nothing on record.</summary>
internal sealed class FailedProviderSignIns(IRefusalLog refusals, TimeProvider time)
{
    /// <summary>Does it.</summary>
    /// <param name="provider">The provider.</param>
    /// <param name="reason">Why, as the log names it.</param>
    /// <param name="actor">Whose account it is; null: not known.</param>
    public Task RecordAsync(SignInProvider provider, string reason, Actor? actor = null) =>
        refusals.RecordAsync(new AuditDraft(time.GetUtcNow().UtcDateTime, actor ?? Actor.Anonymous, AuditActions.SignInFail)
        {
            Details = new JsonObject { ["reason"] = reason, ["provider"] = provider.Name },
        });
}
