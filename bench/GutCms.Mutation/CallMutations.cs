using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GutCms.Mutation;

/// <summary>Calls that do the opposite, and calls in a chain that are not there.</summary>
internal static class CallMutations
{
    private static readonly Dictionary<string, string> Opposites = new(StringComparer.Ordinal)
    {
        ["OrderBy"] = "OrderByDescending",
        ["OrderByDescending"] = "OrderBy",
        ["ThenBy"] = "ThenByDescending",
        ["ThenByDescending"] = "ThenBy",
        ["First"] = "Last",
        ["Last"] = "First",
        ["FirstOrDefault"] = "LastOrDefault",
        ["LastOrDefault"] = "FirstOrDefault",
        ["Max"] = "Min",
        ["Min"] = "Max",
        ["MaxBy"] = "MinBy",
        ["MinBy"] = "MaxBy",
        ["StartsWith"] = "EndsWith",
        ["EndsWith"] = "StartsWith",
    };

    private static readonly HashSet<string> LeftOut = new(StringComparer.Ordinal) { "Distinct", "DistinctBy", "Reverse", "Skip", "Take", "SkipWhile", "TakeWhile", "Order", "Concat", "Append", "Prepend", "Except", "Union", "OfType" };

    public static IEnumerable<Mutation> Of(ExpressionSyntax place, SemanticModel model)
    {
        if (place is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var receiver, Name: var name } member } call || ConditionMutations.Declares(call))
        {
            yield break;
        }

        var method = name.Identifier.Text;
        if (Opposites.TryGetValue(method, out var opposite))
        {
            yield return Mutation.Instead(call.WithExpression(member.WithName(name is GenericNameSyntax ? name : SyntaxFactory.IdentifierName(opposite))).ToString());
        }

        if (place.Parent is not (ExpressionStatementSyntax or AwaitExpressionSyntax) && method != "ConfigureAwait" && (LeftOut.Contains(method) || GivesTheSame(receiver, call, model)))
        {
            yield return Mutation.Instead(receiver.ToString());
        }
    }

    private static bool GivesTheSame(ExpressionSyntax receiver, InvocationExpressionSyntax call, SemanticModel model) =>
        model.GetTypeInfo(receiver).Type is { } type && model.GetSymbolInfo(receiver).Symbol is not ITypeSymbol && SymbolEqualityComparer.Default.Equals(type, model.GetTypeInfo(call).Type);
}
