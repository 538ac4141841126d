using System.Collections.Frozen;
using System.Text.Json.Nodes;
using GutCms.Core.Content.Checking;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Content.Items;
using GutCms.Core.Delivery;
using GutCms.Core.Keys;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Certifying;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Policies;
using GutCms.Core.Reviews.Ports;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Core.Tests.Seed;
using GutCms.Core.Texts;

namespace GutCms.Core.Tests.Reviews.Memory;

/// <summary>A site in memory with the shipped types, roles and policies, people, and every use case. What a scenario does reads as what people do.</summary>
internal sealed class MemorySite : TimeProvider, IReviewerDirectory, IActorDirectory, ISignatureVerifier, ICertificateIssuer, IDeliveryRefresh, IOutboxSignal
{
    public const string Password = "right";

    public static readonly DateTime Start = new(2026, 3, 1, 9, 0, 0, DateTimeKind.Utc);

    private static readonly ContentDefinitions ShippedTypes = SeedRecipes.Steps("ContentDefinition").Aggregate(ContentDefinitions.Empty, DefinitionJson.Merge);

    private static readonly Dictionary<string, string[]> ShippedRoles = SeedRecipes.Steps("Roles").Single()["Roles"]!.AsArray()
        .ToDictionary(role => (string)role!["Name"]!, role => role!["Permissions"]!.AsArray().Select(permission => (string)permission!).ToArray());

    private static readonly SigningKey Key = SigningKey.Create(Start);

    private readonly Dictionary<string, Actor> _people = new(StringComparer.Ordinal);

    public MemorySite()
    {
        Ports = new(Store, this, this, this, this, this, this) { Actors = this };
        var documents = Store.State.Documents;
        foreach (var policy in SeedRecipes.Steps("ReviewPolicy").Single()["Policies"]!.AsArray())
        {
            documents = documents.SetItem((ReviewPolicyJson.DocumentKind, (string)policy!["ContentType"]!), policy.AsObject());
        }

        Store.State = Store.State with { Definitions = ShippedTypes, Documents = documents };
        Author = AddPerson("author", "Author");
        Editor = AddPerson("editor", "Editor");
        Reviewer = AddPerson("reviewer", "MedicalReviewer");
        Reviewer2 = AddPerson("reviewer2", "MedicalReviewer");
        Administrator = AddPerson("administrator", "Administrator");
        Client = AddPerson("client", "Delivery") with { IsClient = true };
    }

    public MemoryStore Store { get; } = new();

    public ReviewPorts Ports { get; }

    public DateTime NowUtc { get; set; } = Start;

    public bool HasKey { get; set; } = true;

    /// <summary>Why it signs nothing whatever its keys.</summary>
    public Sentence? Obstacle { get; set; }

    /// <summary>The key that signs now.</summary>
    public SigningKey SigningKey { get; set; } = Key;

    /// <summary>What goes wrong, one at a time, when something that is delivered is about to be kept.</summary>
    public Queue<Exception> Faults { get; } = [];

    public int Wakes { get; private set; }

    /// <summary>In whose hands accounts are, by user id.</summary>
    public Dictionary<string, List<AccountPowerHolder>> Hands { get; } = new(StringComparer.Ordinal);

    /// <summary>Ids of accounts that have no password.</summary>
    public HashSet<string> WithoutPassword { get; } = new(StringComparer.Ordinal);

    public Actor Author { get; }

    public Actor Editor { get; }

    public Actor Reviewer { get; }

    public Actor Reviewer2 { get; }

    public Actor Administrator { get; }

    public Actor Client { get; }

    public MemoryState State => Store.State;

    public override DateTimeOffset GetUtcNow() => new(NowUtc);

    /// <summary>Adds somebody with these roles.</summary>
    public Actor AddPerson(string name, params string[] roles)
    {
        var person = new Actor(name + "-id", name)
        {
            Roles = roles.ToFrozenSet(),
            Permissions = roles.SelectMany(role => ShippedRoles.GetValueOrDefault(role) ?? ["ApproveContent", "PreviewContent"]).ToFrozenSet(),
            PrintedName = "Dr " + name,
            Credential = "MD",
            HasOwnSession = true,
        };
        _people[person.UserId] = person;
        return person;
    }

    public void Disable(Actor actor) => _people.Remove(actor.UserId);

    /// <summary>Replaces the policy of a type; null: it has none any more.</summary>
    public void SetPolicy(string contentType, string? json)
    {
        var key = (ReviewPolicyJson.DocumentKind, contentType);
        Store.State = State with { Documents = json is null ? State.Documents.Remove(key) : State.Documents.SetItem(key, JsonNode.Parse(json)!.AsObject()) };
    }

    public Task<IReadOnlyDictionary<string, IReadOnlyList<Reviewer>>> FindReviewersAsync(IReadOnlyCollection<string> roles, string contentType, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, IReadOnlyList<Reviewer>>>(roles.ToDictionary(
            role => role,
            role => (IReadOnlyList<Reviewer>)[.. _people.Values
                .Where(person => person.Roles.Contains(role) && Authorization.Allows(person, Permissions.ApproveContent, contentType))
                .Select(person => new Reviewer(person.UserId, person.UserName, person.PrintedName!, person.Credential) { InHandsOf = [.. Hands.GetValueOrDefault(person.UserId) ?? []], HasPassword = !WithoutPassword.Contains(person.UserId) })
                .OrderBy(reviewer => reviewer.UserName, StringComparer.Ordinal)]));

    public Task<IReadOnlyCollection<string>> FindUnknownAsync(IUnitOfWork work, IReadOnlyCollection<string> userNames, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyCollection<string>>([.. userNames.Where(name => _people.Values.All(person => !name.Equals(person.UserName, StringComparison.OrdinalIgnoreCase)))]);

    public Task<Actor?> FindAsync(IUnitOfWork work, string userId, CancellationToken cancellationToken) => Task.FromResult(_people.GetValueOrDefault(userId));

    public Task<SignatureCheck> VerifyAsync(Actor actor, SignatureInput signature, CancellationToken cancellationToken) =>
        Task.FromResult(signature.Password == Password ? SignatureCheck.Valid : SignatureCheck.Wrong);

    public Task<ICertificateSigner?> OpenAsync(IUnitOfWork work, CancellationToken cancellationToken) =>
        Task.FromResult<ICertificateSigner?>(HasKey ? new CertificateSigner(SigningKey, "https://gutcms.example") : null);

    public Task<IReadOnlyList<ContentItem>> RefreshAsync(IUnitOfWork work, IReadOnlyCollection<string> changedItemIds, ProjectedTexts? texts, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        if (Faults.TryDequeue(out var fault))
        {
            return Task.FromException<IReadOnlyList<ContentItem>>(fault);
        }

        var memory = (MemoryWork)work;
        memory.Write(memory.State with { Refreshed = memory.State.Refreshed.Add([.. changedItemIds]) });
        return Task.FromResult<IReadOnlyList<ContentItem>>([]);
    }

    public void Wake() => Wakes++;
}
