using System.Globalization;
using System.Security.Claims;
using System.Text.Json.Nodes;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Web.Texts;

namespace GutCms.Web.Features.Users;

/// <summary>The language that a person has chosen for pages and mails; a matter of taste, and so of no record.</summary>
internal sealed class OwnLanguage(IContentStore store)
{
    /// <summary>Kind of its document, named by the id of the person.</summary>
    public const string DocumentKind = "own-language";

    /// <summary>The choice of whoever is signed in; null: none, or nobody is.</summary>
    public async ValueTask<CultureInfo?> OfAsync(ClaimsPrincipal principal, CancellationToken cancellationToken) =>
        principal.Identity?.IsAuthenticated == true && principal.FindFirstValue(GutCmsClaims.Kind) == GutCmsClaims.User && principal.FindFirstValue(GutCmsClaims.Subject) is { } userId
            ? await OfAsync(userId, cancellationToken) : null;

    /// <summary>The choice of an account; null: none.</summary>
    public async Task<CultureInfo?> OfAsync(string userId, CancellationToken cancellationToken)
    {
        await using var work = await store.ReadAsync(cancellationToken);
        return Languages.Find((string?)(await work.GetDocumentAsync(DocumentKind, userId, cancellationToken))?["language"]);
    }

    /// <summary>Keeps a choice.</summary>
    /// <param name="actor">The person.</param>
    /// <param name="language">One of <see cref="Languages.All"/>; null: what the browser prefers.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task ChooseAsync(Actor actor, CultureInfo? language, CancellationToken cancellationToken)
    {
        if (!actor.IsPerson)
        {
            throw new InvalidOperationException("Only a person has a language of their own.");
        }

        await using var work = await store.BeginAsync(cancellationToken);
        await work.SaveDocumentAsync(DocumentKind, actor.UserId, new JsonObject { ["language"] = language?.Name }, cancellationToken);
        await work.CommitAsync(cancellationToken);
    }
}

/// <summary>Lets requests speak the language of the person who sends them.</summary>
internal static class LanguageOfPerson
{
    /// <summary>Sets the language that a person has chosen. After it is known who asks.</summary>
    public static void UseGutCmsLanguageOfPerson(this WebApplication app)
    {
        var own = app.Services.GetRequiredService<OwnLanguage>();
        app.Use(next => async context =>
        {
            if (RequestLanguage.IsPersonal(context.Request) && await own.OfAsync(context.User, context.RequestAborted) is { } language)
            {
                RequestLanguage.Set(context, language);
            }

            await next(context);
        });
    }
}
