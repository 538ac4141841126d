using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace GutCms.Mutation;

/// <summary>The core with every mutant in it, compiled once. What does not compile is left out and counted.</summary>
internal sealed partial class MutatedCore
{
    private const int MostRounds = 40;
    private readonly CSharpCompilation _original = CoreCompilation.Read();
    private readonly HashSet<int> _leftOut = [];

    /// <summary>Compiles into the copy of the program, and says what is in it, in the order in which it is to be judged.</summary>
    public IReadOnlyList<Mutant> Build()
    {
        var files = _original.SyntaxTrees.Select(tree => (Tree: tree, File: CoreCompilation.FileOf(tree))).Where(file => Reach.Order(file.File) >= 0).OrderBy(file => Reach.Order(file.File)).ThenBy(file => file.File, StringComparer.Ordinal).ToArray();
        var found = new List<Mutant>();
        var mutated = _original.AddSyntaxTrees(CSharpSyntaxTree.ParseText(SwitchSource.Text, CoreCompilation.Options));
        var trees = new Dictionary<string, (SyntaxTree Original, SyntaxTree Current, int First)>(StringComparer.Ordinal);
        foreach (var (tree, file) in files)
        {
            var (current, mutants) = Rewrite(tree, file, found.Count);
            trees[file] = (tree, current, found.Count);
            mutated = mutated.ReplaceSyntaxTree(tree, current);
            found.AddRange(mutants);
        }

        // What did not compile before does not compile now, in files in which every mutant is the same: only the others are found out anew.
        foreach (var file in WithoutFaults(found))
        {
            var (original, before, first) = trees[file];
            var (current, _) = Rewrite(original, file, first);
            mutated = mutated.ReplaceSyntaxTree(before, current);
            trees[file] = (original, current, first);
        }

        for (var round = 1; round <= MostRounds; round++)
        {
            var image = new MemoryStream();
            var result = mutated.Emit(image, manifestResources: CoreCompilation.Resources());
            if (result.Success)
            {
                File.WriteAllBytes(Path.Combine(Workspace.Bin, "GutCms.Core.dll"), image.ToArray());
                Console.WriteLine($"{found.Count} mutants, of which {_leftOut.Count} do not compile; {round} rounds of the compiler.");
                return [.. found.Where(mutant => !_leftOut.Contains(mutant.Id))];
            }

            var faults = result.Diagnostics.Where(fault => fault.Severity == DiagnosticSeverity.Error).ToArray();
            foreach (var fault in faults)
            {
                LeaveOut(fault);
            }

            foreach (var file in faults.Select(fault => CoreCompilation.FileOf(fault.Location.SourceTree!)).Distinct(StringComparer.Ordinal))
            {
                var (tree, before, first) = trees[file];
                var (current, _) = Rewrite(tree, file, first);
                mutated = mutated.ReplaceSyntaxTree(before, current);
                trees[file] = (tree, current, first);
            }
        }

        throw new InvalidOperationException("The mutated core does not compile.");
    }

    /// <summary>Leaves out what is missing among the mutants of the last build, and says in which files.</summary>
    private string[] WithoutFaults(List<Mutant> found)
    {
        var last = File.Exists(Workspace.Mutants) ? JsonSerializer.Deserialize<Mutant[]>(File.ReadAllText(Workspace.Mutants))! : [];
        var compiled = last.GroupBy(mutant => mutant.File).ToDictionary(group => group.Key, group => group.Select(mutant => mutant.JudgedAs).ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
        var same = found.GroupBy(mutant => mutant.File).Where(file => compiled.TryGetValue(file.Key, out var known) && known.IsSubsetOf(file.Select(mutant => mutant.JudgedAs))).ToArray();
        _leftOut.UnionWith(same.SelectMany(file => file.Where(mutant => !compiled[file.Key].Contains(mutant.JudgedAs))).Select(mutant => mutant.Id));
        return [.. same.Select(file => file.Key)];
    }

    /// <summary>The innermost mutant around a fault; where there is none, those of the member that concern the variable, or all of them.</summary>
    private void LeaveOut(Diagnostic fault)
    {
        var place = fault.Location.SourceTree!.GetRoot().FindNode(fault.Location.SourceSpan, getInnermostNodeForTie: true);
        if (place.AncestorsAndSelf().Select(IdOf).FirstOrDefault(id => id is { } known && !_leftOut.Contains(known)) is { } around)
        {
            _leftOut.Add(around);
            return;
        }

        var member = place.AncestorsAndSelf().OfType<MemberDeclarationSyntax>().FirstOrDefault() ?? throw new InvalidOperationException(fault.ToString());
        var concerned = member.DescendantNodes().Where(node => IdOf(node) is not null && (fault.Id is not ("CS0165" or "CS0170") || Regex.IsMatch(node.ToString(), $@"\b{Regex.Escape(place.ToString())}\b"))).ToArray();
        var ids = (concerned.Length > 0 ? concerned : [.. member.DescendantNodes()]).Select(IdOf).OfType<int>().ToArray();
        if (ids.Length == 0)
        {
            throw new InvalidOperationException(fault.ToString());
        }

        _leftOut.UnionWith(ids);
    }

    private (SyntaxTree Tree, IReadOnlyList<Mutant> Found) Rewrite(SyntaxTree tree, string file, int first)
    {
        var rewriter = new SwitchRewriter(_original.GetSemanticModel(tree), file, first, _leftOut);
        var root = rewriter.Visit(tree.GetRoot())!;
        return (CSharpSyntaxTree.ParseText(root.ToFullString(), CoreCompilation.Options, tree.FilePath, System.Text.Encoding.UTF8), rewriter.Found);
    }

    private static int? IdOf(SyntaxNode node) =>
        node is ParenthesizedExpressionSyntax or IfStatementSyntax or SpreadElementSyntax && Guard().Match(node.ToString()) is { Success: true } match
            ? int.Parse(match.Groups[1].Success ? match.Groups[1].Value : match.Groups[2].Value, System.Globalization.CultureInfo.InvariantCulture)
            : null;

    [GeneratedRegex(@"^(?:if )?(?:\.\. )?\(!?global::Mutated\.Switch\.On\(([0-9]+)\)|^\.\. global::System\.Linq\.Enumerable\.Where\(.*_ => !global::Mutated\.Switch\.On\(([0-9]+)\)\)$", RegexOptions.Singleline)]
    private static partial Regex Guard();
}
