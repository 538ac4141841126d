namespace GutCms.Core.Searching;

/// <summary>What has to be among the lexemes of a text.</summary>
public abstract record SearchExpression
{
    /// <summary>All of these.</summary>
    public static SearchExpression All(IEnumerable<SearchExpression> parts)
    {
        SearchExpression[] all = [.. parts];
        return all is [var only] ? only : new AllOf(all);
    }

    /// <summary>One of these at least.</summary>
    public static SearchExpression Any(IEnumerable<SearchExpression> parts)
    {
        SearchExpression[] any = [.. parts];
        return any is [var only] ? only : new AnyOf(any);
    }

    /// <summary>In the database's syntax. Nothing of a person's input but folded words gets into it.</summary>
    public abstract string Write(SearchSyntax syntax);

    /// <summary>Whether it is so of a text.</summary>
    /// <param name="lexemes">Its lexemes, with a space before and after each.</param>
    public abstract bool HoldsFor(string lexemes);

    /// <summary>A lexeme, or any that begins so.</summary>
    public sealed record Term(string Lexeme, bool IsPrefix = false) : SearchExpression
    {
        /// <inheritdoc/>
        public override string Write(SearchSyntax syntax) => syntax.Term(Lexeme, IsPrefix);

        /// <inheritdoc/>
        public override bool HoldsFor(string lexemes) => lexemes.Contains(IsPrefix ? $" {Lexeme}" : $" {Lexeme} ", StringComparison.Ordinal);
    }

    /// <summary>The first and not the second.</summary>
    public sealed record Without(SearchExpression Left, SearchExpression Right) : SearchExpression
    {
        /// <inheritdoc/>
        public override string Write(SearchSyntax syntax) => $"({Left.Write(syntax)}{syntax.AndNot}{Right.Write(syntax)})";

        /// <inheritdoc/>
        public override bool HoldsFor(string lexemes) => Left.HoldsFor(lexemes) && !Right.HoldsFor(lexemes);
    }

    private sealed record AllOf(SearchExpression[] Parts) : SearchExpression
    {
        public override string Write(SearchSyntax syntax) => $"({string.Join(syntax.And, Parts.Select(part => part.Write(syntax)))})";

        public override bool HoldsFor(string lexemes) => Array.TrueForAll(Parts, part => part.HoldsFor(lexemes));
    }

    private sealed record AnyOf(SearchExpression[] Parts) : SearchExpression
    {
        public override string Write(SearchSyntax syntax) => $"({string.Join(syntax.Or, Parts.Select(part => part.Write(syntax)))})";

        public override bool HoldsFor(string lexemes) => Array.Exists(Parts, part => part.HoldsFor(lexemes));
    }
}

/// <summary>The full-text query language of a database.</summary>
/// <param name="And">Both.</param>
/// <param name="Or">Either.</param>
/// <param name="AndNot">The first without the second.</param>
/// <param name="Term">A word, quoted, or every word that begins with it.</param>
public sealed record SearchSyntax(string And, string Or, string AndNot, Func<string, bool, string> Term)
{
    /// <summary>SQLite's FTS5.</summary>
    public static SearchSyntax Fts5 { get; } = new(" AND ", " OR ", " NOT ", (word, isPrefix) => isPrefix ? $"\"{word}\" *" : $"\"{word}\"");

    /// <summary>PostgreSQL's <c>tsquery</c>.</summary>
    public static SearchSyntax TsQuery { get; } = new(" & ", " | ", " & !", (word, isPrefix) => isPrefix ? $"'{word}':*" : $"'{word}'");
}
