using System.Text.Json;
using GutCms.Web.Features.Passkeys;
using Microsoft.AspNetCore.Mvc;

namespace GutCms.Web.Pages.Account;

/// <summary>What the script of the passkey forms is answered.</summary>
internal static class PasskeyAnswers
{
    /// <summary>A question for the browser: <c>options</c> and <c>state</c>.</summary>
    public static JsonResult Of(PasskeyOffer offer) => new(new { options = JsonSerializer.Deserialize<JsonElement>(offer.Options), state = offer.State });

    /// <summary>Why there is none: <c>message</c>.</summary>
    public static JsonResult Fault(string message, int status) => new(new { message }) { StatusCode = status };
}
