namespace GutCms.Api.Http;

/// <summary>Every problem type that an answer of GutCms can carry in <c>type</c>. Clients decide by these, never by the text of <c>title</c> or <c>detail</c>.</summary>
/// <remarks>RFC 9457. The names are URNs: they identify and do not resolve; each is explained in <c>docs/delivery.md</c> or <c>docs/review-api.md</c>.</remarks>
public static class ProblemTypes
{
    private const string Prefix = "urn:gutcms:problem:";

    /// <summary>308: what was asked for is at <c>Location</c>, because its address has changed or has another spelling.</summary>
    public const string Moved = Prefix + "moved";

    /// <summary>400: the request is malformed in a way that no narrower type names.</summary>
    public const string BadRequest = Prefix + "bad-request";

    /// <summary>400: members of the body break a rule of shape; <c>errors</c> lists them by camelCase name.</summary>
    public const string Validation = Prefix + "validation";

    /// <summary>400: the content is not as its type says; <c>errors</c> lists the faults by their path in the body, such as <c>$.TitlePart.Title</c>.</summary>
    public const string ContentInvalid = Prefix + "content-invalid";

    /// <summary>400: a query parameter that this resource does not have; <c>errors</c> names it, <c>permitted</c> lists those that it has.</summary>
    public const string UnknownQueryParameter = Prefix + "unknown-query-parameter";

    /// <summary>400: a value of a query parameter is out of its range; <c>errors</c> names the parameter.</summary>
    public const string InvalidQueryParameter = Prefix + "invalid-query-parameter";

    /// <summary>400: <c>after</c> is not a cursor that this list handed out for this order and filter.</summary>
    public const string InvalidCursor = Prefix + "invalid-cursor";

    /// <summary>410: what has changed since the token <c>after</c> is not known any more; everything has to be built anew.</summary>
    public const string ChangesLost = Prefix + "changes-lost";

    /// <summary>400: a request with a session cookie that changes something lacks the anti-forgery token.</summary>
    public const string Antiforgery = Prefix + "antiforgery";

    /// <summary>401: no credentials, or none that are valid.</summary>
    public const string Unauthorized = Prefix + "unauthorized";

    /// <summary>403: the caller may not do this.</summary>
    public const string Forbidden = Prefix + "forbidden";

    /// <summary>404: there is nothing here that the caller may see.</summary>
    public const string NotFound = Prefix + "not-found";

    /// <summary>405: the resource does not know this method; <c>Allow</c> lists those that it knows.</summary>
    public const string MethodNotAllowed = Prefix + "method-not-allowed";

    /// <summary>406: <c>Accept-Encoding</c> excludes every form that there is.</summary>
    public const string NotAcceptable = Prefix + "not-acceptable";

    /// <summary>409: a rule or the present state forbids it.</summary>
    public const string Conflict = Prefix + "conflict";

    /// <summary>409: the review table has no such edge from here; <c>currentState</c>, <c>permittedTriggers</c> and <c>unmetRules</c> say why.</summary>
    public const string TransitionNotPermitted = Prefix + "transition-not-permitted";

    /// <summary>410: it was published and has been withdrawn for the safety of readers; <c>reason</c> says why, <c>replacement</c> what to read instead.</summary>
    public const string Withdrawn = Prefix + "withdrawn";

    /// <summary>412: <c>If-Match</c> or a content hash names what is no longer there; <c>currentETag</c> names what is, if that is known.</summary>
    public const string PreconditionFailed = Prefix + "precondition-failed";

    /// <summary>413: the body is larger than the server takes; <c>detail</c> names the limit.</summary>
    public const string ContentTooLarge = Prefix + "content-too-large";

    /// <summary>415: the body has a media type that is not understood.</summary>
    public const string UnsupportedMediaType = Prefix + "unsupported-media-type";

    /// <summary>422: the body is of a kind that is understood, and cannot be used all the same; <c>detail</c> says why.</summary>
    public const string UnprocessableContent = Prefix + "unprocessable-content";

    /// <summary>428: a write needs <c>If-Match</c>.</summary>
    public const string PreconditionRequired = Prefix + "precondition-required";

    /// <summary>429: too many requests; <c>Retry-After</c> says when to come back.</summary>
    public const string TooManyRequests = Prefix + "too-many-requests";

    /// <summary>500: a fault of the program; nothing of it is disclosed.</summary>
    public const string Internal = Prefix + "internal";

    /// <summary>503: not ready, for example while the database cannot be reached.</summary>
    public const string Unavailable = Prefix + "unavailable";

    /// <summary>The type of a status that nobody gave a narrower one; null for a status that has none.</summary>
    public static string? Of(int status) => status switch
    {
        400 => BadRequest,
        401 => Unauthorized,
        403 => Forbidden,
        404 => NotFound,
        405 => MethodNotAllowed,
        406 => NotAcceptable,
        409 => Conflict,
        410 => Withdrawn,
        412 => PreconditionFailed,
        413 => ContentTooLarge,
        415 => UnsupportedMediaType,
        422 => UnprocessableContent,
        428 => PreconditionRequired,
        429 => TooManyRequests,
        500 => Internal,
        503 => Unavailable,
        _ => null,
    };
}
