using GutCms.Api.Http;
using GutCms.Web.Features.Users;
using GutCms.Web.Texts;
using Microsoft.AspNetCore.Antiforgery;

namespace GutCms.Web.Features.SigningIn;

/// <summary>
/// A changing request to the API that is authenticated by the session cookie needs the anti-forgery token as well (header <c>RequestVerificationToken</c>),
/// because browsers send cookies by themselves. Bearer tokens they do not.
/// </summary>
internal sealed class SessionsNeedAntiforgery(RequestDelegate next, IAntiforgery antiforgery)
{
    /// <summary>Lets the request through, or answers 400.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        var changes = !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method) || HttpMethods.IsTrace(request.Method));
        if (changes && SessionEvents.IsApi(request) && context.User.Identity?.AuthenticationType == GutCmsSchemes.Session && !await antiforgery.IsRequestValidAsync(context))
        {
            await RefusedRequests.RecordAsync(context, StatusCodes.Status400BadRequest, RefusedRequests.Antiforgery);
            await TypedResults.Problem(
                SiteSentence.Of("Antiforgery").ToCurrent(),
                statusCode: StatusCodes.Status400BadRequest,
                title: "The anti-forgery token is missing or wrong",
                type: ProblemTypes.Antiforgery).ExecuteAsync(context);
            return;
        }

        await next(context);
    }
}
