using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GutCms.Mutation;

/// <summary>Conditions that hold always or never, parts of them left out, boundaries moved by one.</summary>
internal static class ConditionMutations
{
    private static readonly Dictionary<SyntaxKind, string> Boundaries = new()
    {
        [SyntaxKind.LessThanExpression] = "<=",
        [SyntaxKind.LessThanOrEqualExpression] = "<",
        [SyntaxKind.GreaterThanExpression] = ">=",
        [SyntaxKind.GreaterThanOrEqualExpression] = ">",
    };

    public static IEnumerable<Mutation> Of(ExpressionSyntax place, SemanticModel model)
    {
        if (place is BinaryExpressionSyntax comparison && Boundaries.TryGetValue(place.Kind(), out var boundary))
        {
            yield return Mutation.Instead($"{comparison.Left} {boundary} {comparison.Right}");
        }

        if (place is ParenthesizedExpressionSyntax || model.GetTypeInfo(place).Type?.SpecialType != SpecialType.System_Boolean)
        {
            yield break;
        }

        if (place.Kind() is SyntaxKind.TrueLiteralExpression or SyntaxKind.FalseLiteralExpression)
        {
            if (place.Parent is not (WhileStatementSyntax or BinaryExpressionSyntax))
            {
                yield return Mutation.Instead(place.IsKind(SyntaxKind.TrueLiteralExpression) ? "false" : "true");
            }

            yield break;
        }

        // With a variable that is declared in the condition, only that form compiles that leaves it assigned where it is used.
        var declares = Declares(place);
        var negative = place is IsPatternExpressionSyntax { Pattern: UnaryPatternSyntax } or PrefixUnaryExpressionSyntax;
        var (canBeTrue, canBeFalse) = Forms(place);
        if (canBeTrue && (!declares || negative))
        {
            yield return Mutation.True;
        }

        if (canBeFalse && (!declares || !negative))
        {
            yield return Mutation.False;
        }
    }

    /// <summary>Whether a place declares a variable that can be used outside of it.</summary>
    public static bool Declares(SyntaxNode place) =>
        place.DescendantNodes(node => node is not (LambdaExpressionSyntax or SwitchExpressionSyntax)).Any(node => node is SingleVariableDesignationSyntax);

    /// <summary>Which constants say something that no mutant of a part says.</summary>
    private static (bool True, bool False) Forms(ExpressionSyntax place)
    {
        SyntaxNode outer = place;
        while (outer.Parent is ParenthesizedExpressionSyntax parentheses)
        {
            outer = parentheses;
        }

        return outer.Parent switch
        {
            BinaryExpressionSyntax parent when parent.IsKind(SyntaxKind.LogicalAndExpression) => (!place.IsKind(SyntaxKind.LogicalAndExpression), false),
            BinaryExpressionSyntax parent when parent.IsKind(SyntaxKind.LogicalOrExpression) => (false, !place.IsKind(SyntaxKind.LogicalOrExpression)),
            WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax => (false, true),
            AssignmentExpressionSyntax assignment when assignment.Left == outer => (false, false),
            IfStatementSyntax or ConditionalExpressionSyntax or ReturnStatementSyntax or ArrowExpressionClauseSyntax or LambdaExpressionSyntax or EqualsValueClauseSyntax
                or SwitchExpressionArmSyntax or WhenClauseSyntax or CatchFilterClauseSyntax or YieldStatementSyntax or ArgumentSyntax or AssignmentExpressionSyntax =>
                (!place.IsKind(SyntaxKind.LogicalAndExpression), !place.IsKind(SyntaxKind.LogicalOrExpression)),
            _ => (false, false),
        };
    }
}
