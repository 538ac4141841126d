using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GutCms.Mutation;

/// <summary>Patterns of which one part is left out, and switches of which one arm is.</summary>
internal static class PatternMutations
{
    public static IEnumerable<Mutation> Of(ExpressionSyntax place) => place switch
    {
        IsPatternExpressionSyntax match when !ConditionMutations.Declares(match) => match.Pattern.DescendantNodesAndSelf().SelectMany(part => Without(match, part)),
        SwitchExpressionSyntax choice when !ConditionMutations.Declares(choice.GoverningExpression) =>
            choice.Arms.Where(arm => arm.Pattern is not DiscardPatternSyntax).Select(arm => Mutation.Instead(choice.WithArms(choice.Arms.Remove(arm)).ToString()) with { Becomes = $"(without) {arm.Pattern}" }),
        _ => [],
    };

    private static IEnumerable<Mutation> Without(IsPatternExpressionSyntax match, SyntaxNode part) => part switch
    {
        BinaryPatternSyntax pair => Without(match, pair),
        SubpatternSyntax { Parent: PropertyPatternClauseSyntax clause } member => [Instead(match, clause, clause.WithSubpatterns(clause.Subpatterns.Remove(member)))],
        RelationalPatternSyntax bound => [Instead(match, bound.OperatorToken, Moved(bound.OperatorToken))],
        _ => [],
    };

    private static IEnumerable<Mutation> Without(IsPatternExpressionSyntax match, BinaryPatternSyntax pair)
    {
        if (!pair.Left.IsKind(pair.Kind()))
        {
            yield return Instead(match, pair, pair.Right);
        }

        yield return Instead(match, pair, pair.Left);
    }

    private static Mutation Instead(IsPatternExpressionSyntax match, SyntaxNode part, SyntaxNode other) => Mutation.Instead(match.ReplaceNode(part, other).ToString());

    private static Mutation Instead(IsPatternExpressionSyntax match, SyntaxToken part, SyntaxToken other) => Mutation.Instead(match.ReplaceToken(part, other).ToString());

    private static SyntaxToken Moved(SyntaxToken bound) => SyntaxFactory.Token(bound.Kind() switch
    {
        SyntaxKind.LessThanToken => SyntaxKind.LessThanEqualsToken,
        SyntaxKind.LessThanEqualsToken => SyntaxKind.LessThanToken,
        SyntaxKind.GreaterThanToken => SyntaxKind.GreaterThanEqualsToken,
        _ => SyntaxKind.GreaterThanToken,
    }).WithTriviaFrom(bound);
}
