using GraphQL;

namespace GutCms.Web.Features.GraphQL.Reading;

/// <summary>Something is wrong with a query; told to whoever asked, with a code.</summary>
internal sealed class QueryFault : ExecutionError
{
    /// <summary>Creates it.</summary>
    /// <param name="code">One of <see cref="QueryFaults"/>.</param>
    /// <param name="message">In words.</param>
    public QueryFault(string code, string message)
        : base(message) => Code = code;
}

/// <summary>Codes of faults.</summary>
internal static class QueryFaults
{
    /// <summary>What was sent is no request.</summary>
    public const string BadRequest = "BAD_REQUEST";

    /// <summary>An argument has a value that it cannot have.</summary>
    public const string BadInput = "BAD_USER_INPUT";

    /// <summary>A cursor belongs to another list.</summary>
    public const string InvalidCursor = "INVALID_CURSOR";

    /// <summary>Fields are nested too deeply.</summary>
    public const string TooDeep = "DEPTH_LIMIT_EXCEEDED";

    /// <summary>It would cost too much.</summary>
    public const string TooComplex = "COMPLEXITY_LIMIT_EXCEEDED";

    /// <summary>A page is too large, or lies too far behind.</summary>
    public const string TooMany = "PAGE_LIMIT_EXCEEDED";

    /// <summary>The query is too long.</summary>
    public const string TooLong = "QUERY_TOO_LARGE";

    /// <summary>A fragment contains itself.</summary>
    public const string FragmentCycle = "FRAGMENT_CYCLE";

    /// <summary>It is a mutation or a subscription.</summary>
    public const string OnlyQueries = "OPERATION_NOT_SUPPORTED";

    /// <summary>Nobody is signed in.</summary>
    public const string Unauthenticated = "UNAUTHENTICATED";

    /// <summary>The caller has no right to it.</summary>
    public const string Forbidden = "FORBIDDEN";

    /// <summary>No query is known by a hash; a client sends it once.</summary>
    public const string PersistedQueryNotFound = "PERSISTED_QUERY_NOT_FOUND";

    /// <summary>A query has another hash than the client says.</summary>
    public const string PersistedQueryMismatch = "PERSISTED_QUERY_HASH_MISMATCH";

    /// <summary>Media type of the body.</summary>
    public const string UnsupportedMediaType = "UNSUPPORTED_MEDIA_TYPE";

    /// <summary>None of the media types that there are is accepted.</summary>
    public const string NotAcceptable = "NOT_ACCEPTABLE";

    /// <summary>Another method than GET, HEAD and POST.</summary>
    public const string MethodNotAllowed = "METHOD_NOT_ALLOWED";
}
