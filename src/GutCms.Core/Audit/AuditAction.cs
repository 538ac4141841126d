using GutCms.Core.Texts;

namespace GutCms.Core.Audit;

/// <summary>One kind of thing that is recorded.</summary>
/// <param name="Name">Its name, one of <see cref="AuditActions"/>.</param>
public sealed record AuditAction(string Name)
{
    // What an entry is about, where it is no item: the first of these that its details have.
    private static readonly string[] Subjects = ["userName", "clientId", "name", "contentType", "recipe", "file", "subject", "keyId", "stage"];

    /// <summary>First word of the name.</summary>
    public string Area => Name.Split('.')[0];

    /// <summary>What it is called, for people.</summary>
    public Sentence Label => Sentence.Of($"Action.{Name}");

    /// <summary>What happened to an item, as a line of its history.</summary>
    public Sentence Done => Sentence.Has($"Done.{Name}") ? Sentence.Of($"Done.{Name}") : Label;

    /// <summary>What an entry is about beside its item: a user, a client, a type; null: nothing is named.</summary>
    public static string? SubjectOf(AuditEntry entry) =>
        Subjects.Select(member => entry.Details[member] is { } value && value.GetValueKind() == System.Text.Json.JsonValueKind.String ? value.GetValue<string>() : null).FirstOrDefault(text => !string.IsNullOrEmpty(text));
}
