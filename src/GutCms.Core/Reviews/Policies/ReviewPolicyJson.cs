using System.Text.Json.Nodes;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Texts;

namespace GutCms.Core.Reviews.Policies;

/// <summary>Review policies as JSON: an element of <c>Policies</c> in the recipe step <c>ReviewPolicy</c>, and the site document of kind <see cref="DocumentKind"/>.</summary>
public static class ReviewPolicyJson
{
    /// <summary>Kind of the site document; its name is the content type.</summary>
    public const string DocumentKind = "review-policy";

    /// <summary>Finds everything that is wrong with a policy.</summary>
    /// <param name="json">One policy.</param>
    /// <param name="knownRoles">Names of the roles that users can hold.</param>
    /// <param name="knownTypes">Names of the content types.</param>
    /// <returns>Faults with paths below the policy, for example <c>$.Stages[0].Role</c>; empty: it can be read.</returns>
    public static IReadOnlyList<ContentFault> Check(JsonObject json, IReadOnlyCollection<string> knownRoles, IReadOnlyCollection<string> knownTypes)
    {
        var check = new ReviewPolicyCheck();
        var policy = check.Read(json);
        if (policy is { ContentType.Length: > 0 } && !knownTypes.Contains(policy.ContentType))
        {
            check.Add("$.ContentType", Sentence.Of("Policy.NoSuchType", policy.ContentType, Suggestion.For(policy.ContentType, knownTypes)));
        }

        check.RequireRoles(knownRoles);
        return check.Faults;
    }

    /// <summary>Reads a policy.</summary>
    /// <exception cref="FormatException">It has faults; the first one is named.</exception>
    public static ReviewPolicy Read(JsonObject json)
    {
        var (policy, fault) = TryRead(json);
        return policy ?? throw new FormatException($"{fault}");
    }

    /// <summary>Reads a policy, or says what its first fault is; one of both is null.</summary>
    public static (ReviewPolicy? Policy, Sentence? Fault) TryRead(JsonObject json)
    {
        var check = new ReviewPolicyCheck();
        var policy = check.Read(json);
        return check.Faults.Count == 0 ? (policy, null) : (null, Sentence.Of("AtPath", check.Faults[0].Path, check.Faults[0].Sentence));
    }

    /// <summary>The policy with every property written out; the same policy always gives the same JSON.</summary>
    public static JsonObject Write(ReviewPolicy policy)
    {
        var json = new JsonObject
        {
            ["ContentType"] = policy.ContentType,
            ["Version"] = policy.Version,
            ["Stages"] = new JsonArray([.. policy.Stages.Select(stage => (JsonNode)WriteStage(stage))]),
            ["FourEyes"] = policy.FourEyes,
            ["SignatureRequired"] = policy.SignatureRequired,
            ["RequireDisclaimer"] = policy.RequireDisclaimer,
            ["ReviewEveryMonths"] = policy.ReviewEveryMonths,
            ["OnEditAfterApproval"] = "void",
            ["OnPresentationChange"] = policy.OnPresentationChange == PresentationChange.Record ? "record" : "void",
            ["RequireResolvedComments"] = policy.RequireResolvedComments,
            ["AllowSamePersonInStages"] = policy.AllowSamePersonInStages,
            ["OnReviewerLeft"] = ToName(policy.OnReviewerLeft),
            ["OnPolicyChange"] = ToName(policy.OnPolicyChange),
        };
        if (!policy.SuggestionsMakeAuthors)
        {
            // What is younger than the hashes of policies is written only where it says something else than all of before.
            json["SuggestionsMakeAuthors"] = false;
        }

        if (policy.RequireCurrentTranslations)
        {
            json["RequireCurrentTranslations"] = true;
        }

        return json;
    }

    /// <summary>The value as it stands in JSON.</summary>
    public static string ToName(EarlierApprovals approvals) => approvals == EarlierApprovals.Keep ? "keep" : "void";

    private static JsonObject WriteStage(ReviewStage stage)
    {
        var json = new JsonObject
        {
            ["Name"] = stage.Name,
            ["Roles"] = new JsonArray([.. stage.Roles.Select(role => (JsonNode)new JsonObject { ["Role"] = role.Role, ["Threshold"] = WriteThreshold(role.Threshold) })]),
            ["DueDays"] = stage.DueDays,
        };
        if (stage.Reminders is { } reminders)
        {
            // Younger than the hashes of policies, too.
            json["Reminders"] = WriteReminders(reminders);
        }

        return json;
    }

    private static JsonObject WriteReminders(StageReminders reminders)
    {
        var json = new JsonObject();
        foreach (var (name, days) in new[] { ("BeforeDays", reminders.BeforeDays), ("EveryDays", reminders.EveryDays), ("EscalateAfterDays", reminders.EscalateAfterDays) })
        {
            if (days is not null)
            {
                json[name] = days;
            }
        }

        if (!reminders.EscalateTo.IsEmpty)
        {
            json["EscalateTo"] = new JsonArray([.. reminders.EscalateTo.Select(step => (JsonNode)step)]);
        }

        return json;
    }

    private static JsonValue WriteThreshold(Threshold threshold) => threshold.Kind switch
    {
        ThresholdKind.Most => JsonValue.Create("Most"),
        ThresholdKind.All => JsonValue.Create("All"),
        _ => JsonValue.Create(threshold.Count),
    };
}
