using Microsoft.AspNetCore.Http;

namespace GutCms.Api.Http;

/// <summary>A body that is a file.</summary>
internal static class RawBody
{
    /// <summary>Reads it; null: it is larger than a file may be.</summary>
    public static async Task<byte[]?> ReadAsync(HttpRequest request, int most, CancellationToken cancellationToken)
    {
        if (request.ContentLength > most)
        {
            return null;
        }

        using var body = new MemoryStream();
        var buffer = new byte[81920];
        for (int read; (read = await request.Body.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            body.Write(buffer, 0, read);
            if (body.Length > most)
            {
                return null;
            }
        }

        return body.ToArray();
    }
}
