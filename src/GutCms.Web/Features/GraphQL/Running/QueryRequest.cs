using GraphQL;

namespace GutCms.Web.Features.GraphQL.Running;

/// <summary>A request.</summary>
/// <param name="Query">The query; null where a hash stands for it.</param>
/// <param name="OperationName">Which of its operations; null: the only one.</param>
/// <param name="Variables">Its variables.</param>
/// <param name="Hash">SHA-256 of the query in lower-case hex, where the client names it.</param>
internal sealed record QueryRequest(string? Query, string? OperationName, Inputs Variables, string? Hash);

/// <summary>An answer.</summary>
/// <param name="Result">Data and errors.</param>
/// <param name="IsPublic">It is the same for everybody, whoever asked.</param>
internal sealed record QueryAnswer(ExecutionResult Result, bool IsPublic);
