using GutCms.Core.Security;
using Microsoft.AspNetCore.Http;

namespace GutCms.Api.Http;

/// <summary>Tells who makes a request. The host implements it; without one, everything that needs a caller answers 401.</summary>
public interface IActorAccessor
{
    /// <summary>The caller with the roles and permissions of now; <see cref="Actor.Anonymous"/> or a copy of it, with an empty user id, when nobody is signed in. Never null.</summary>
    /// <param name="context">The request.</param>
    /// <param name="cancellationToken">Cancels.</param>
    ValueTask<Actor> GetActorAsync(HttpContext context, CancellationToken cancellationToken);
}
