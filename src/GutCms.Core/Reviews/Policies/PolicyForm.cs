using System.Globalization;
using System.Text.Json.Nodes;

namespace GutCms.Core.Reviews.Policies;

/// <summary>A review policy as a form of an admin, which binds what is typed to it. What it may hold is for <see cref="ReviewPolicyJson"/> to say.</summary>
public sealed class PolicyForm
{
    private const int RolesPerStage = 3;
    private const int StepsPerStage = 3;

    /// <summary>Version under which it is filed.</summary>
    public string? Version { get; set; }

    /// <summary>Version that it is based on; null: none.</summary>
    public string? BasedOn { get; set; }

    /// <summary>Whoever wrote a text cannot approve it.</summary>
    public bool FourEyes { get; set; } = true;

    /// <summary>Approvals are signed.</summary>
    public bool SignatureRequired { get; set; } = true;

    /// <summary>A text needs a published disclaimer.</summary>
    public bool RequireDisclaimer { get; set; }

    /// <summary>Comments have to be resolved before an approval.</summary>
    public bool RequireResolvedComments { get; set; }

    /// <summary>A translation has to say what is live of its source.</summary>
    public bool RequireCurrentTranslations { get; set; }

    /// <summary>A change of the presentation is recorded and voids nothing.</summary>
    public bool RecordsPresentation { get; set; }

    /// <summary>One person may sign in more than one stage.</summary>
    public bool AllowSamePersonInStages { get; set; }

    /// <summary>Whoever suggested words that were accepted counts as an author.</summary>
    public bool SuggestionsMakeAuthors { get; set; } = true;

    /// <summary><c>void</c> or <c>keep</c>: approvals of people who could not give them any more.</summary>
    public string? OnReviewerLeft { get; set; }

    /// <summary><c>void</c> or <c>keep</c>: approvals that the policy in force would not have found enough.</summary>
    public string? OnPolicyChange { get; set; }

    /// <summary>Months to the next review; empty: never.</summary>
    public string? ReviewEveryMonths { get; set; }

    /// <summary>The stages; one without name, roles and days is left out.</summary>
    public List<StageForm> Stages { get; set; } = [];

    /// <summary>The form of a policy under its next version.</summary>
    public static PolicyForm Of(ReviewPolicy? policy) => policy is null ? new() { Version = "1", Stages = [new()] } : new()
    {
        Version = NextAfter(policy.Version),
        BasedOn = policy.Version,
        FourEyes = policy.FourEyes,
        SignatureRequired = policy.SignatureRequired,
        RequireDisclaimer = policy.RequireDisclaimer,
        RequireResolvedComments = policy.RequireResolvedComments,
        RequireCurrentTranslations = policy.RequireCurrentTranslations,
        RecordsPresentation = policy.OnPresentationChange == PresentationChange.Record,
        AllowSamePersonInStages = policy.AllowSamePersonInStages,
        SuggestionsMakeAuthors = policy.SuggestionsMakeAuthors,
        OnReviewerLeft = ReviewPolicyJson.ToName(policy.OnReviewerLeft),
        OnPolicyChange = ReviewPolicyJson.ToName(policy.OnPolicyChange),
        ReviewEveryMonths = TextOf(policy.ReviewEveryMonths),
        Stages = [.. policy.Stages.Select(stage => new StageForm
        {
            Name = stage.Name,
            DueDays = TextOf(stage.DueDays),
            BeforeDays = TextOf(stage.Reminders?.BeforeDays),
            EveryDays = TextOf(stage.Reminders?.EveryDays),
            EscalateAfterDays = TextOf(stage.Reminders?.EscalateAfterDays),
            EscalateTo = [.. stage.Reminders?.EscalateTo ?? []],
            Roles = [.. stage.Roles.Select(role => new RoleForm { Role = role.Role, Threshold = role.Threshold.Kind == ThresholdKind.Number ? role.Threshold.Count.ToString(CultureInfo.InvariantCulture) : role.Threshold.Kind.ToString() })],
        })],
    };

    /// <summary>Takes stages without content out, and gives every other one room for further roles.</summary>
    /// <param name="more">Adds an empty stage at the end.</param>
    public void Arrange(bool more)
    {
        Stages.RemoveAll(stage => stage.IsEmpty);
        if (more || Stages.Count == 0)
        {
            Stages.Add(new());
        }

        foreach (var stage in Stages)
        {
            stage.EscalateTo = [.. stage.EscalateTo.Where(step => !string.IsNullOrEmpty(step))];
            stage.EscalateTo.AddRange(Enumerable.Repeat<string?>(null, Math.Max(0, StepsPerStage - stage.EscalateTo.Count)));
            stage.Roles.RemoveAll(role => string.IsNullOrEmpty(role.Role));
            while (stage.Roles.Count < RolesPerStage || !string.IsNullOrEmpty(stage.Roles[^1].Role))
            {
                stage.Roles.Add(new());
            }
        }
    }

    /// <summary>The policy as in a recipe.</summary>
    public JsonObject ToJson(string contentType) => new()
    {
        ["ContentType"] = contentType,
        [nameof(Version)] = Version ?? "",
        [nameof(Stages)] = new JsonArray([.. Stages.Where(stage => !stage.IsEmpty).Select(stage => (JsonNode)stage.ToJson())]),
        [nameof(FourEyes)] = FourEyes,
        [nameof(SignatureRequired)] = SignatureRequired,
        [nameof(RequireDisclaimer)] = RequireDisclaimer,
        [nameof(RequireResolvedComments)] = RequireResolvedComments,
        [nameof(RequireCurrentTranslations)] = RequireCurrentTranslations,
        [nameof(ReviewEveryMonths)] = NumberOf(ReviewEveryMonths),
        [nameof(AllowSamePersonInStages)] = AllowSamePersonInStages,
        [nameof(SuggestionsMakeAuthors)] = SuggestionsMakeAuthors,
        [nameof(OnReviewerLeft)] = OnReviewerLeft ?? "void",
        [nameof(OnPolicyChange)] = OnPolicyChange ?? "void",
        ["OnEditAfterApproval"] = "void",
        ["OnPresentationChange"] = RecordsPresentation ? "record" : "void",
    };

    /// <summary>A number as a number; whatever else was typed as it is, so that the check names it; empty: null.</summary>
    internal static JsonNode? NumberOf(string? text) =>
        string.IsNullOrWhiteSpace(text) ? null : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : text;

    private static string? TextOf(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static string NextAfter(string version) => int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < int.MaxValue
        ? (number + 1).ToString(CultureInfo.InvariantCulture)
        : version + ".1";
}

/// <summary>A stage in the form.</summary>
public sealed class StageForm
{
    /// <summary>Name.</summary>
    public string? Name { get; set; }

    /// <summary>Days until a decision is due; empty: none.</summary>
    public string? DueDays { get; set; }

    /// <summary>Days before that people are reminded; empty: as the site's settings say.</summary>
    public string? BeforeDays { get; set; }

    /// <summary>Every how many days afterwards; empty: as the site's settings say.</summary>
    public string? EveryDays { get; set; }

    /// <summary>After how many days others are told; empty: as the site's settings say.</summary>
    public string? EscalateAfterDays { get; set; }

    /// <summary>Who is told then, one after the other: roles, and people with <c>@</c> before their user name; what is empty is left out.</summary>
    public List<string?> EscalateTo { get; set; } = [];

    /// <summary>Who approves; a line without a role is left out.</summary>
    public List<RoleForm> Roles { get; set; } = [];

    /// <summary>Nothing was filled in.</summary>
    public bool IsEmpty => string.IsNullOrWhiteSpace(Name) && string.IsNullOrWhiteSpace(DueDays) && Roles.TrueForAll(role => string.IsNullOrEmpty(role.Role));

    /// <summary>The stage as in a recipe.</summary>
    public JsonObject ToJson()
    {
        var json = new JsonObject
        {
            [nameof(Name)] = Name ?? "",
            [nameof(Roles)] = new JsonArray([.. Roles.Where(role => !string.IsNullOrEmpty(role.Role)).Select(role => (JsonNode)new JsonObject { ["Role"] = role.Role, ["Threshold"] = PolicyForm.NumberOf(role.Threshold) ?? "One" })]),
            [nameof(DueDays)] = PolicyForm.NumberOf(DueDays),
        };
        string[] steps = [.. EscalateTo.OfType<string>().Where(step => step.Length > 0)];
        if (steps.Length > 0 || new[] { BeforeDays, EveryDays, EscalateAfterDays }.Any(days => !string.IsNullOrWhiteSpace(days)))
        {
            json["Reminders"] = new JsonObject
            {
                [nameof(BeforeDays)] = PolicyForm.NumberOf(BeforeDays),
                [nameof(EveryDays)] = PolicyForm.NumberOf(EveryDays),
                [nameof(EscalateAfterDays)] = PolicyForm.NumberOf(EscalateAfterDays),
                [nameof(EscalateTo)] = new JsonArray([.. steps.Select(step => (JsonNode)step)]),
            };
        }

        return json;
    }
}

/// <summary>A role of a stage in the form.</summary>
public sealed class RoleForm
{
    /// <summary>Name of the role.</summary>
    public string? Role { get; set; }

    /// <summary><c>Most</c>, <c>All</c>, or a number.</summary>
    public string? Threshold { get; set; }
}
