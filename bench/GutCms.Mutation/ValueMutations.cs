using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GutCms.Mutation;

/// <summary>Numbers, arithmetic, defaults, names that are hashed or signed, and members that are not set.</summary>
internal static class ValueMutations
{
    private static readonly Dictionary<SyntaxKind, string> Operators = new()
    {
        [SyntaxKind.AddExpression] = "-",
        [SyntaxKind.SubtractExpression] = "+",
        [SyntaxKind.MultiplyExpression] = "/",
        [SyntaxKind.DivideExpression] = "*",
        [SyntaxKind.ModuloExpression] = "*",
    };

    /// <summary>Where a text is part of a format, and not something that people read.</summary>
    private static readonly string[] Formats = ["Audit/AuditChain", "Audit/AuditCheckpoint", "Audit/AuditEntryJson", "Audit/AuditExport", "Certificates/", "Content/Html/", "Content/Projecting/", "Reviews/Facts/"];

    public static IEnumerable<Mutation> Of(ExpressionSyntax place, SemanticModel model, string file)
    {
        switch (place)
        {
            case LiteralExpressionSyntax { RawKind: (int)SyntaxKind.NumericLiteralExpression } number:
                yield return Mutation.Instead($"{number} + 1");
                break;
            case LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } text when Formats.Any(format => file.StartsWith(format, StringComparison.Ordinal)) && !IsSentence(text):
                yield return Mutation.Instead(text.Token.ValueText.Length == 0 ? "\"mutated\"" : "\"\"");
                break;
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression, Right: not ThrowExpressionSyntax } chosen when !ConditionMutations.Declares(chosen):
                yield return Mutation.Instead(chosen.Right.ToString());
                yield return Mutation.Instead($"{chosen.Left}!");
                break;
            case BinaryExpressionSyntax sum when Operators.TryGetValue(sum.Kind(), out var other) && IsNumber(model.GetTypeInfo(sum).Type):
                yield return Mutation.Instead($"{sum.Left} {other} {sum.Right}");
                break;
        }

        if (place.Parent is AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax initializer } set && set.Right == place && place is not LiteralExpressionSyntax)
        {
            if (initializer.IsKind(SyntaxKind.ObjectInitializerExpression) && set.Left is IdentifierNameSyntax)
            {
                yield return Mutation.Instead("default!");
            }
        }

        if (place.Parent is AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax { Parent: WithExpressionSyntax { Expression: IdentifierNameSyntax or MemberAccessExpressionSyntax or ThisExpressionSyntax } with } } change
            && change.Right == place)
        {
            yield return Mutation.Instead($"{with.Expression}.{change.Left}");
        }
    }

    private static bool IsNumber(ITypeSymbol? type) => type?.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_Double;

    /// <summary>The name of a text of the resources: a test holds that each of them is there.</summary>
    private static bool IsSentence(LiteralExpressionSyntax text) =>
        text.Parent is ArgumentSyntax { Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: "Sentence" } } } } };
}
