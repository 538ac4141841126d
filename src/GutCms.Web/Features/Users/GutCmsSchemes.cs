namespace GutCms.Web.Features.Users;

/// <summary>Names of the authentication schemes and of the claims in their tickets.</summary>
internal static class GutCmsSchemes
{
    /// <summary>The default: a bearer token when the request has one, else the session cookie.</summary>
    public const string BearerOrSession = "GutCms";

    /// <summary>The cookie of somebody who is signed in.</summary>
    public const string Session = "GutCms.Session";

    /// <summary>The cookie of somebody who has proved a password and still owes the second factor; five minutes.</summary>
    public const string SecondFactor = "GutCms.SecondFactor";
}

/// <summary>Claims in sessions and tokens. What somebody may do is never among them: it is read anew.</summary>
internal static class GutCmsClaims
{
    /// <summary>User id or client id.</summary>
    public const string Subject = "sub";

    /// <summary>User name or the client's display name.</summary>
    public const string Name = "name";

    /// <summary>Security stamp of the user at the time of sign-in; changes with password, second factor and disabling.</summary>
    public const string Stamp = "gutcms_stamp";

    /// <summary><see cref="User"/> or <see cref="Client"/>.</summary>
    public const string Kind = "gutcms_kind";

    /// <summary>Random key of the session; its hash names the session's row.</summary>
    public const string SessionKey = "gutcms_session";

    /// <summary>The provider that gave the first proof of a sign-in; none: it was the password.</summary>
    public const string Provider = "gutcms_provider";

    /// <summary>Where to go after the second factor.</summary>
    public const string ReturnUrl = "gutcms_return";

    /// <summary>A person.</summary>
    public const string User = "user";

    /// <summary>An API client that acts by itself.</summary>
    public const string Client = "client";
}
