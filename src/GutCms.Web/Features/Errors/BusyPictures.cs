using GutCms.Api.Http;
using GutCms.Core.Media.UseCases;
using GutCms.Web.Texts;
using Microsoft.AspNetCore.Diagnostics;

namespace GutCms.Web.Features.Errors;

/// <summary>Answers 503 when too many wait for pictures to be made or taken: nothing was changed, and trying again may succeed.</summary>
internal sealed class BusyPictures : IExceptionHandler
{
    private const string Seconds = "5";

    /// <inheritdoc/>
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not MediaBusyException)
        {
            return false;
        }

        await Unavailable.AnswerAsync(httpContext, ("Busy", SiteSentence.Of("BusyPictures").ToCurrent(), Seconds));
        return true;
    }
}
