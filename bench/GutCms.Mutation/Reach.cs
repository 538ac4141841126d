using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GutCms.Mutation;

/// <summary>What is mutated, and what is not.</summary>
internal static class Reach
{
    /// <summary>The files that decide: rules, use cases, certificates, audit, hash and sanitiser. Later ones are judged later.</summary>
    private static readonly string[] Folders =
    [
        "Reviews/Facts/", "Reviews/Transitions/", "Reviews/Standing/", "Reviews/Model/", "Reviews/Policies/", "Reviews/Acting/", "Reviews/Disclaimers/", "Reviews/Certifying/", "Reviews/UseCases/",
        "Certificates/", "Audit/", "Content/Projecting/", "Content/Html/", "Content/Checking/ContentSanitizer.cs", "Reviews/Reading/", "Reviews/Views/",
    ];

    /// <summary>Pure text: labels, words, a drawing.</summary>
    private static readonly string[] Texts = ["Audit/AuditActions.cs", "Reviews/Model/Rules.cs", "Reviews/Model/Words.cs", "Reviews/Model/SignatureMeanings.cs", "Reviews/Transitions/TransitionDiagram.cs"];

    /// <summary>The place of a file in the order, or -1: not mutated.</summary>
    public static int Order(string file) => Texts.Contains(file) ? -1 : Array.FindIndex(Folders, folder => file.StartsWith(folder, StringComparison.Ordinal));

    /// <summary>Places where nothing can be switched when the program runs, or where only words would change.</summary>
    public static bool IsOut(SyntaxNode node) => node switch
    {
        AttributeListSyntax or EnumMemberDeclarationSyntax or PatternSyntax or SwitchLabelSyntax or TypeSyntax and not (NameSyntax or ArrayTypeSyntax) or UsingDirectiveSyntax or ThrowStatementSyntax or ThrowExpressionSyntax => true,
        BaseFieldDeclarationSyntax field => field.Modifiers.Any(SyntaxKind.ConstKeyword),
        LocalDeclarationStatementSyntax local => local.IsConst,
        EqualsValueClauseSyntax { Parent: ParameterSyntax } => true,
        ArgumentSyntax argument => !argument.RefKindKeyword.IsKind(SyntaxKind.None),
        InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: "nameof" } } => true,
        _ => false,
    };
}
