using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GutCms.Mutation;

/// <summary>Lists, tables and dictionaries of which one element is left out.</summary>
internal static class ListMutations
{
    private static readonly SymbolDisplayFormat FullName = SymbolDisplayFormat.FullyQualifiedFormat.AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    public static IEnumerable<Mutation> Of(CollectionElementSyntax place, SemanticModel model)
    {
        if (place is ExpressionElementSyntax { Expression: var value } && model.GetTypeInfo(value).ConvertedType is { } type)
        {
            var array = $"{type.ToDisplayString(FullName)}[]";
            yield return Mutation.Gone((on, element) => $".. ({on} ? ({array})[] : [{element}])");
        }

        if (place is SpreadElementSyntax)
        {
            yield return Mutation.Gone((on, element) => $".. global::System.Linq.Enumerable.Where({element[2..]}, _ => !{on})");
        }
    }

    public static IEnumerable<Mutation> Of(ExpressionSyntax place)
    {
        var list = place switch
        {
            ImplicitArrayCreationExpressionSyntax array => array.Initializer,
            ArrayCreationExpressionSyntax array => array.Initializer,
            ObjectCreationExpressionSyntax { Initializer: { } members } => members,
            ImplicitObjectCreationExpressionSyntax { Initializer: { } members } => members,
            _ => null,
        };
        return list is null || list.IsKind(SyntaxKind.ObjectInitializerExpression) && list.Expressions.Any(element => element is AssignmentExpressionSyntax { Left: IdentifierNameSyntax }) ? []
            : list.Expressions.Select(element => Mutation.Instead(place.ReplaceNode(list, list.WithExpressions(list.Expressions.Remove(element))).ToString()) with { Becomes = $"(without) {element}" });
    }
}
