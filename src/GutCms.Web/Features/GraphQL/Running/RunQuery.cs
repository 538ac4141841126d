using GraphQL;
using GraphQL.Execution;
using GraphQLParser;
using GraphQLParser.AST;
using GraphQLParser.Exceptions;
using GutCms.Api.Delivery;
using GutCms.Core.Delivery;
using GutCms.Core.Previews;
using GutCms.Core.Security;
using GutCms.Web.Features.GraphQL.Reading;
using GutCms.Web.Features.GraphQL.Shapes;
using GutCms.Web.Storage.Querying;
using GutCms.Web.Texts;
using Microsoft.Extensions.Options;

namespace GutCms.Web.Features.GraphQL.Running;

/// <summary>Answers a query: finds its text, measures it, asks for the right to see drafts where it wants them, validates and executes it.</summary>
internal sealed class RunQuery(SiteSchemas schemas, KeptQueries kept, IDeliveryReader reader, LanguageFallBacks languages, ItemQueries queries, IOptions<GraphQLOptions> options)
{
    /// <summary>How deep anything may be nested in the text of a query, values too.</summary>
    private const int DeepestNode = 256;

    /// <summary>Errors that are told at once.</summary>
    private const int MostErrors = 20;

    private readonly DocumentExecuter _executer = new();

    /// <summary>Answers.</summary>
    /// <param name="request">The request.</param>
    /// <param name="findActor">Who asks; looked for only where it matters.</param>
    /// <param name="drafts">Reads what is not live.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="QueryFault">Nothing of it was executed.</exception>
    public async Task<QueryAnswer> ExecuteAsync(QueryRequest request, Func<ValueTask<Actor>> findActor, ReadDraftDocuments drafts, CancellationToken cancellationToken)
    {
        var text = kept.TextOf(request.Query, request.Hash);
        if (text.Length > options.Value.MaxQueryLength)
        {
            throw new QueryFault(QueryFaults.TooLong, SiteSentence.Of("GraphQL.Length", text.Length, options.Value.MaxQueryLength).ToCurrent());
        }

        var schema = await schemas.GetAsync(cancellationToken);
        var known = kept.FindParsed(text, schema);
        var document = known ?? Parse(text);
        var (asksForDrafts, allowance) = QueryLimits.Measure(document, request.OperationName, request.Variables, options.Value, schema.Introspection);
        var actor = asksForDrafts ? await RequireAsync(schema, findActor) : null;
        var result = await _executer.ExecuteAsync(new ExecutionOptions
        {
            Schema = schema,
            Query = text,
            Document = document,
            OperationName = request.OperationName,
            Variables = request.Variables,
            UserContext = Paging.ContextOf(request.Variables),
            Root = new ItemReader(schema.TypeKeys, reader, languages, queries, drafts, actor, Math.Min(options.Value.DefaultNumberOfResults, options.Value.MaxNumberOfResults), allowance),
            ValidationRules = known is null ? null : [],
            ThrowOnUnhandledException = true,
            CancellationToken = cancellationToken,
        });
        if (result.Executed)
        {
            if (known is null)
            {
                kept.KeepParsed(text, schema, document);
            }

            kept.Keep(text, request.Hash);
        }

        if (result.Errors is { Count: > MostErrors } errors)
        {
            result.Errors = [.. errors.Take(MostErrors)];
        }

        return new(result, !asksForDrafts);
    }

    private static GraphQLDocument Parse(string text)
    {
        try
        {
            return Parser.Parse(text, new ParserOptions { Ignore = IgnoreOptions.Comments, MaxDepth = DeepestNode });
        }
        catch (GraphQLSyntaxErrorException fault)
        {
            throw new SyntaxError(fault);
        }
        catch (GraphQLMaxDepthExceededException)
        {
            throw new QueryFault(QueryFaults.TooDeep, SiteSentence.Of("GraphQL.Nesting", DeepestNode).ToCurrent());
        }
    }

    /// <summary>Whoever may see no draft of anything is told so, instead of getting empty lists.</summary>
    private static async ValueTask<Actor> RequireAsync(SiteSchema schema, Func<ValueTask<Actor>> findActor)
    {
        var actor = await findActor();
        if (schema.ContentTypes.Any(type => DraftRights.Of(actor, type) != DraftRight.None))
        {
            return actor;
        }

        throw actor.UserId.Length == 0
            ? new QueryFault(QueryFaults.Unauthenticated, SiteSentence.Of("GraphQL.SignIn").ToCurrent())
            : new QueryFault(QueryFaults.Forbidden, SiteSentence.Of("GraphQL.Drafts").ToCurrent());
    }
}
