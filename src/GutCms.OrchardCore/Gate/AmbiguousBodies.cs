using System.Text;
using GutCms.Api.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace GutCms.OrchardCore.Gate;

/// <summary>Answers a write of Orchard Core's <c>/api/content</c> whose JSON names a member twice with 400 and the place: read by Orchard Core it fails halfway, with 500.</summary>
internal sealed class AmbiguousBodies(RequestDelegate next)
{
    /// <summary>Handles a request.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (!HttpMethods.IsPost(request.Method) || !request.Path.Equals("/api/content", StringComparison.OrdinalIgnoreCase) || !request.HasJsonContentType())
        {
            await next(context);
            return;
        }

        request.EnableBuffering();
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, context.RequestAborted);
        request.Body.Position = 0;
        if (RepeatedMembers.Find(InUtf8(request, body)) is { } path)
        {
            await Refuse(path).ExecuteAsync(context);
            return;
        }

        await next(context);
    }

    private static ReadOnlySpan<byte> InUtf8(HttpRequest request, MemoryStream body)
    {
        var bytes = body.GetBuffer().AsSpan(0, (int)body.Length);
        var encoding = request.GetTypedHeaders().ContentType?.Encoding;
        return encoding is null || encoding is UTF8Encoding ? bytes : Encoding.Convert(encoding, Encoding.UTF8, bytes.ToArray());
    }

    private static ValidationProblem Refuse(string path) => TypedResults.ValidationProblem(
        new Dictionary<string, string[]> { [path] = [Say(path)] }, $"{Say(path)} Name it once. Nothing was saved.", title: "The content is ambiguous", type: ProblemTypes.ContentInvalid);

    /// <summary>What is wrong, in words.</summary>
    internal static string Say(string path) => $"{path} is named twice; Orchard Core reads names in any case.";
}
