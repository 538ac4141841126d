using System.Collections.Immutable;
using System.Text.Json.Serialization;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Texts;

namespace GutCms.Core.Reviews.Model;

/// <summary>Why nothing was done, by the HTTP status it becomes.</summary>
public enum RefusalKind
{
    /// <summary>400: the request itself is wrong; see <see cref="Refusal.Faults"/>.</summary>
    Invalid,

    /// <summary>403: the actor lacks the permission.</summary>
    Forbidden,

    /// <summary>404: it does not exist, or the actor may not know of it.</summary>
    NotFound,

    /// <summary>409: the state or a rule forbids it.</summary>
    Conflict,

    /// <summary>412: what the actor was looking at is no longer what is there.</summary>
    Stale,

    /// <summary>413: what was sent is larger than is taken.</summary>
    TooLarge,

    /// <summary>415: what was sent is of a kind that is not taken.</summary>
    Unsupported,

    /// <summary>422: what was sent is of a kind that is taken, and cannot be used all the same.</summary>
    Unprocessable,
}

/// <summary>A rule that is not met.</summary>
/// <param name="Rule">Name of the rule, one of <see cref="Rules"/>.</param>
/// <param name="Sentence">What is missing and what to do.</param>
public sealed record UnmetRule(string Rule, [property: JsonIgnore] Sentence Sentence)
{
    /// <summary>What is missing and what to do, one sentence in the language of the request.</summary>
    public string Message => Sentence.ToCurrent();

    /// <summary>The actor lacks a permission.</summary>
    /// <param name="permission">Its name, one of <see cref="Security.Permissions"/>.</param>
    /// <param name="contentType">The content type for which it is lacking; null: it is not about a type.</param>
    public static UnmetRule NoPermission(string permission, string? contentType = null) =>
        new(Rules.MustHavePermission, contentType is null ? Sentence.Of("MustHavePermission", permission) : Sentence.Of("MustHavePermission.OfType", permission, contentType));
}

/// <summary>An attempt that changed nothing.</summary>
/// <param name="Kind">Kind.</param>
/// <param name="Sentence">Why, in short.</param>
public sealed record Refusal(RefusalKind Kind, Sentence Sentence)
{
    /// <summary>Why, in short: one sentence in the language of the request.</summary>
    public string Message => Sentence.ToCurrent();

    /// <summary>State of the version that the trigger acts on; null when there is no such version or the actor may not see it.</summary>
    public ReviewState? CurrentState { get; init; }

    /// <summary>What this actor could do instead, as things stand.</summary>
    public ImmutableArray<Trigger> PermittedTriggers { get; init; } = [];

    /// <summary>Every rule that is not met.</summary>
    public ImmutableArray<UnmetRule> UnmetRules { get; init; } = [];

    /// <summary>Tag of what is there now, for <see cref="RefusalKind.Stale"/>; null when it is not known.</summary>
    public string? CurrentTag { get; init; }

    /// <summary>Of <see cref="RefusalKind.NotFound"/>: the item that there is, and of which the actor may not know. For the record, never for the answer; null: there is none.</summary>
    internal string? HiddenItemId { get; init; }

    /// <summary>What is wrong with the request's JSON; of a trigger that asks for a complete text, what that lacks.</summary>
    public ImmutableArray<ContentFault> Faults { get; init; } = [];

    /// <summary>The actor lacks a permission.</summary>
    /// <param name="sentence">Why, in short.</param>
    /// <param name="permission">Its name, one of <see cref="Security.Permissions"/>.</param>
    /// <param name="contentType">The content type for which it is lacking; null: it is not about a type.</param>
    public static Refusal Forbidden(Sentence sentence, string permission, string? contentType = null) =>
        new(RefusalKind.Forbidden, sentence) { UnmetRules = [UnmetRule.NoPermission(permission, contentType)] };
}

/// <summary>Result of a use case: what was done, or why not.</summary>
/// <typeparam name="T">What was done.</typeparam>
public sealed class Outcome<T>
    where T : class
{
    private Outcome(T? value, Refusal? refusal)
    {
        Value = value;
        Refusal = refusal;
    }

    /// <summary>What was done; null when it was refused.</summary>
    public T? Value { get; }

    /// <summary>Why not; null when it was done.</summary>
    public Refusal? Refusal { get; }

    /// <summary>It was done.</summary>
    [System.Diagnostics.CodeAnalysis.MemberNotNullWhen(true, nameof(Value))]
    [System.Diagnostics.CodeAnalysis.MemberNotNullWhen(false, nameof(Refusal))]
    public bool Succeeded => Refusal is null;

    /// <summary>It was done.</summary>
    public static implicit operator Outcome<T>(T value) => new(value, null);

    /// <summary>It was refused.</summary>
    public static implicit operator Outcome<T>(Refusal refusal) => new(null, refusal);
}
