using System.Text.Json;
using System.Text.Json.Nodes;
using GutCms.Core.Editorial;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Core.WorkingCopies;
using GutCms.Web.Features.SigningIn;

namespace GutCms.Web.Pages.Admin.Content.Editing;

/// <summary>Working copies of what a form holds.</summary>
internal sealed class EditorCopies(KeepWorkingCopy keep, FindWorkingCopies find, DropWorkingCopy drop)
{
    /// <summary>Keeps what a form holds.</summary>
    /// <param name="actor">Who writes.</param>
    /// <param name="contentItemId">The item; null: a new one.</param>
    /// <param name="contentType">Type of a new one.</param>
    /// <param name="request">The request with the form.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<Outcome<KeepWorkingCopy.Result>> KeepAsync(Actor actor, string? contentItemId, string contentType, HttpRequest request, CancellationToken cancellationToken)
    {
        EditorValues values = new(request.Form);
        return keep.ExecuteAsync(
            actor,
            new(contentItemId, contentType, values.First("copy") ?? "", values.First("origin") ?? "", values.First("tag") ?? "", values.First("mark") ?? "",
                Devices.Describe(request.Headers.UserAgent.ToString()), opened => new EditorReader(opened.Definitions, values).Read(opened.Json, opened.Type)),
            cancellationToken);
    }

    /// <summary>What somebody has kept of what was opened.</summary>
    public Task<IReadOnlyList<WorkingCopy>> ListAsync(Actor actor, OpenEditor.Result opened, CancellationToken cancellationToken) => find.ExecuteAsync(actor, opened, cancellationToken);

    /// <summary>Forgets a copy, unless it was written on since it had that mark; null: in any case.</summary>
    public Task DropAsync(Actor actor, string copyId, string? mark, CancellationToken cancellationToken) => drop.ExecuteAsync(actor, copyId, mark, cancellationToken);

    /// <summary>The item of a copy; null when it cannot be read any more.</summary>
    public static JsonObject? Read(string json)
    {
        try
        {
            return JsonNode.Parse(json) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
