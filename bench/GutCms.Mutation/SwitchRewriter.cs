using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GutCms.Mutation;

/// <summary>Writes every mutant of a file into it, each behind its switch. The same file gives the same numbers each time.</summary>
/// <param name="model">The meaning of the file as it is.</param>
/// <param name="file">Its path under the project.</param>
/// <param name="first">Number of the first mutant.</param>
/// <param name="leftOut">Mutants that do not compile.</param>
internal sealed partial class SwitchRewriter(SemanticModel model, string file, int first, IReadOnlySet<int> leftOut) : CSharpSyntaxRewriter
{
    private const int LongestText = 110;
    private readonly Dictionary<string, int> _names = new(StringComparer.Ordinal);

    /// <summary>What was found, those that are left out among them.</summary>
    public List<Mutant> Found { get; } = [];

    public override SyntaxNode? Visit(SyntaxNode? node)
    {
        if (node is null || Reach.IsOut(node))
        {
            return node;
        }

        var rewritten = base.Visit(node)!;
        var mutations = node switch
        {
            ExpressionSyntax place => [.. ConditionMutations.Of(place, model), .. PatternMutations.Of(place), .. CallMutations.Of(place, model), .. ValueMutations.Of(place, model, file), .. ListMutations.Of(place)],
            StatementSyntax place => StatementMutations.Of(place),
            CollectionElementSyntax place => ListMutations.Of(place, model),
            _ => [],
        };
        foreach (var mutation in mutations)
        {
            var id = Add(node, mutation);
            if (!leftOut.Contains(id))
            {
                rewritten = Parse(node, mutation.Guard($"global::Mutated.Switch.On({id})", rewritten.ToString())).WithTriviaFrom(rewritten);
            }
        }

        return rewritten;
    }

    private static SyntaxNode Parse(SyntaxNode place, string text) => place switch
    {
        StatementSyntax => SyntaxFactory.ParseStatement(text),
        CollectionElementSyntax => ((CollectionExpressionSyntax)SyntaxFactory.ParseExpression($"[{text}]")).Elements.Single(),
        _ => SyntaxFactory.ParseExpression(text),
    };

    private int Add(SyntaxNode place, Mutation mutation)
    {
        var member = place.Ancestors().OfType<MemberDeclarationSyntax>().First();
        var name = $"{NameOf(member)}: {Short(place.ToString())} => {Short(mutation.Becomes)}";
        var times = _names[name] = _names.GetValueOrDefault(name) + 1;
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(member.ToString())))[..8];
        var id = first + Found.Count;
        Found.Add(new(id, file, place.GetLocation().GetLineSpan().StartLinePosition.Line + 1, times == 1 ? name : $"{name} (no. {times})", hash));
        return id;
    }

    private static string NameOf(MemberDeclarationSyntax member) => member switch
    {
        MethodDeclarationSyntax method => method.Identifier.Text,
        PropertyDeclarationSyntax property => property.Identifier.Text,
        ConstructorDeclarationSyntax constructor => constructor.Identifier.Text,
        BaseFieldDeclarationSyntax field => field.Declaration.Variables[0].Identifier.Text,
        BaseTypeDeclarationSyntax type => type.Identifier.Text,
        _ => member.Kind().ToString(),
    };

    private static string Short(string text)
    {
        var line = WhiteSpace().Replace(text, " ");
        return line.Length <= LongestText ? line : $"{line[..(LongestText * 2 / 3)]} … {line[^(LongestText / 3)..]}";
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex WhiteSpace();
}
