using GutCms.Core.Texts;
using GutCms.Web.Texts;
using Microsoft.AspNetCore.Identity;

namespace GutCms.Web.Features.Users;

/// <summary>An error of the user store that can be said in several languages; its description is the English one.</summary>
internal sealed class SaidError : IdentityError
{
    /// <summary>Creates it.</summary>
    /// <param name="code">Name of the rule.</param>
    /// <param name="sentence">What is wrong.</param>
    public SaidError(string code, Sentence sentence) => (Code, Description, Sentence) = (code, sentence.ToString(), sentence);

    /// <summary>What is wrong.</summary>
    public Sentence Sentence { get; }

    /// <summary>What is wrong, of any error.</summary>
    public static Sentence Of(IdentityError error) => error is SaidError said ? said.Sentence : Sentence.Verbatim(error.Description);
}

/// <summary>The framework's own rules, in words that can be said in several languages.</summary>
internal sealed class SaidErrors : IdentityErrorDescriber
{
    /// <inheritdoc/>
    public override IdentityError DefaultError() => Say(nameof(DefaultError));

    /// <inheritdoc/>
    public override IdentityError ConcurrencyFailure() => Say(nameof(ConcurrencyFailure));

    /// <inheritdoc/>
    public override IdentityError PasswordMismatch() => Say(nameof(PasswordMismatch));

    /// <inheritdoc/>
    public override IdentityError InvalidToken() => Say(nameof(InvalidToken));

    /// <inheritdoc/>
    public override IdentityError InvalidUserName(string? userName) => Say(nameof(InvalidUserName), userName);

    /// <inheritdoc/>
    public override IdentityError DuplicateUserName(string userName) => Say(nameof(DuplicateUserName), userName);

    /// <inheritdoc/>
    public override IdentityError InvalidEmail(string? email) => Say(nameof(InvalidEmail), email);

    /// <inheritdoc/>
    public override IdentityError DuplicateEmail(string email) => Say(nameof(DuplicateEmail), email);

    /// <inheritdoc/>
    public override IdentityError PasswordTooShort(int length) => Say(nameof(PasswordTooShort), length);

    /// <inheritdoc/>
    public override IdentityError PasswordRequiresUniqueChars(int uniqueChars) => Say(nameof(PasswordRequiresUniqueChars), uniqueChars);

    private static SaidError Say(string rule, params object?[] arguments) => new(rule, SiteSentence.Of($"Identity.{rule}", arguments));
}
