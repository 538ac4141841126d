using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GutCms.Mutation;

/// <summary>Statements that are not there: calls, assignments, results of an iterator, jumps.</summary>
internal static class StatementMutations
{
    public static IEnumerable<Mutation> Of(StatementSyntax place)
    {
        var counts = place switch
        {
            ExpressionStatementSyntax call => !IsArgumentCheck(call.Expression) && !ConditionMutations.Declares(call),
            YieldStatementSyntax yielded => yielded.IsKind(SyntaxKind.YieldReturnStatement),
            ContinueStatementSyntax => true,
            BreakStatementSyntax => place.Parent is not SwitchSectionSyntax,
            ReturnStatementSyntax returned => returned.Expression is null,
            _ => false,
        };
        return counts ? [Mutation.Gone((on, statement) => $"if (!{on}) {{ {statement} }}")] : [];
    }

    /// <summary>Checks that only a programmer can break are no rules.</summary>
    private static bool IsArgumentCheck(ExpressionSyntax call) => call is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: var name } } && name.StartsWith("ThrowIf", StringComparison.Ordinal);
}
