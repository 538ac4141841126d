using GraphQL;
using GraphQL.Validation;
using GraphQLParser.AST;
using GutCms.Api.Http;
using GutCms.Core.Security;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.ContentManagement;
using OrchardCore.ContentManagement.GraphQL.Queries;

namespace GutCms.OrchardCore.GraphQL;

/// <summary>
/// Leaves out versions that are not live and that the caller may not see: Orchard Core's GraphQL asks for the right to view content only, whatever <c>status</c> is
/// asked for, so that a client which may read what is published could read every draft.
/// </summary>
internal sealed class SeenDrafts(IHttpContextAccessor http, IActorAccessor accessor) : GraphQLFilter<ContentItem>
{
    /// <inheritdoc/>
    public override async Task<IEnumerable<ContentItem>> PostQueryAsync(IEnumerable<ContentItem> contentItems, IResolveFieldContext context)
    {
        var actor = await accessor.GetActorAsync(http.HttpContext!, context.CancellationToken);
        return [.. contentItems.Where(item => item.Published || Authorization.MaySee(actor, item.ContentType, item.Owner, published: false))];
    }
}

/// <summary>
/// The same for content that is picked by other content, which passes no filter: a <c>status</c> other than <c>PUBLISHED</c> takes the right to see all drafts there.
/// </summary>
internal sealed class PickedDrafts : IValidationRule
{
    private const string Status = "status";

    /// <inheritdoc/>
    public async ValueTask<INodeVisitor?> GetPreNodeVisitorAsync(ValidationContext context)
    {
        var services = context.RequestServices!;
        var http = services.GetRequiredService<IHttpContextAccessor>().HttpContext!;
        var actor = await services.GetRequiredService<IActorAccessor>().GetActorAsync(http, context.CancellationToken);
        return Authorization.Allows(actor, Permissions.PreviewContent) ? null : new MatchingNodeVisitor<GraphQLField>((field, validation) => Check(field, validation));
    }

    /// <inheritdoc/>
    public ValueTask<IVariableVisitor?> GetVariableVisitorAsync(ValidationContext context) => ValueTask.FromResult<IVariableVisitor?>(null);

    /// <inheritdoc/>
    public ValueTask<INodeVisitor?> GetPostNodeVisitorAsync(ValidationContext context) => ValueTask.FromResult<INodeVisitor?>(null);

    private static void Check(GraphQLField field, ValidationContext context)
    {
        var isRoot = context.TypeInfo.GetParentType() is { } parent && ReferenceEquals(parent, context.Schema.Query);
        var asked = field.Arguments?.FirstOrDefault(argument => argument.Name.StringValue == Status);
        if (!isRoot && asked is not null && asked.Value is not GraphQLEnumValue { Name.StringValue: "PUBLISHED" })
        {
            context.ReportError(new ValidationError(context.Document.Source, "Unauthorized", "It takes the right to see drafts to ask for content that is not published.", field));
        }
    }
}
