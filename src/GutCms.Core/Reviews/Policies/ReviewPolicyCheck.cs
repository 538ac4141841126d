using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Json;
using GutCms.Core.Texts;

namespace GutCms.Core.Reviews.Policies;

/// <summary>Reads a policy and collects what is wrong with it; every fault is found, not only the first.</summary>
internal sealed class ReviewPolicyCheck
{
    private static readonly string[] PolicyMembers =
        ["ContentType", "Version", "Stages", "FourEyes", "SignatureRequired", "RequireDisclaimer", "ReviewEveryMonths", "OnEditAfterApproval", "OnPresentationChange", "RequireResolvedComments",
            "AllowSamePersonInStages", "SuggestionsMakeAuthors", "RequireCurrentTranslations", "OnReviewerLeft", "OnPolicyChange"];

    private static readonly string[] StageMembers = ["Name", "Role", "Approvals", "Roles", "DueDays", "Reminders"];
    private static readonly string[] RoleMembers = ["Role", "Threshold"];
    private static readonly string[] ReminderMembers = ["BeforeDays", "EveryDays", "EscalateAfterDays", "EscalateTo"];

    private readonly List<ContentFault> _faults = [];
    private readonly List<(string Path, string Role)> _roles = [];

    public IReadOnlyList<ContentFault> Faults => _faults;

    public void Add(string path, Sentence sentence) => _faults.Add(new(path, sentence));

    public void RequireRoles(IReadOnlyCollection<string> knownRoles)
    {
        foreach (var (path, role) in _roles.Where(entry => !knownRoles.Contains(entry.Role) || entry.Role == "Anonymous"))
        {
            Add(path, Sentence.Of("Policy.NoSuchRole", role, Suggestion.For(role, knownRoles)));
        }
    }

    public ReviewPolicy Read(JsonObject json)
    {
        RefuseUnknown(json, "$", PolicyMembers);
        if (json.TryGetPropertyValue("OnEditAfterApproval", out var onEdit) && (onEdit?.GetValueKind() != JsonValueKind.String || onEdit.GetValue<string>() != "void"))
        {
            Add("$.OnEditAfterApproval", Sentence.Of("Policy.OnEditAfterApproval"));
        }

        return new ReviewPolicy(RequiredText(json, "$", "ContentType", 255), RequiredText(json, "$", "Version", 64), ReadStages(json))
        {
            OnPresentationChange = ReadPresentationChange(json),
            FourEyes = ReadFlag(json, "FourEyes", true),
            SignatureRequired = ReadFlag(json, "SignatureRequired", true),
            RequireDisclaimer = ReadFlag(json, "RequireDisclaimer", false),
            RequireResolvedComments = ReadFlag(json, "RequireResolvedComments", false),
            ReviewEveryMonths = ReadNumber(json, "$", "ReviewEveryMonths", 1, 120),
            AllowSamePersonInStages = ReadFlag(json, "AllowSamePersonInStages", false),
            RequireCurrentTranslations = ReadFlag(json, "RequireCurrentTranslations", false),
            SuggestionsMakeAuthors = ReadFlag(json, "SuggestionsMakeAuthors", true),
            OnReviewerLeft = ReadEarlierApprovals(json, "OnReviewerLeft"),
            OnPolicyChange = ReadEarlierApprovals(json, "OnPolicyChange"),
        };
    }

    private PresentationChange ReadPresentationChange(JsonObject json)
    {
        if (!json.TryGetPropertyValue("OnPresentationChange", out var node))
        {
            return PresentationChange.Void;
        }

        switch (node.AsText())
        {
            case "void":
                return PresentationChange.Void;
            case "record":
                return PresentationChange.Record;
            default:
                Add("$.OnPresentationChange", Sentence.Of("Policy.OnPresentationChange"));
                return PresentationChange.Void;
        }
    }

    private ImmutableArray<ReviewStage> ReadStages(JsonObject json)
    {
        if (json["Stages"] is not JsonArray { Count: > 0 } stages)
        {
            Add("$.Stages", Sentence.Of("Policy.NoStage"));
            return [];
        }

        var read = new List<ReviewStage>();
        for (var index = 0; index < stages.Count; index++)
        {
            var path = $"$.Stages[{index}]";
            if (stages[index] is not JsonObject stage)
            {
                Add(path, Sentence.Of("Policy.StageIsObject"));
                continue;
            }

            RefuseUnknown(stage, path, StageMembers);
            var name = RequiredText(stage, path, "Name", 64);
            if (name.Length > 0 && read.Any(other => string.Equals(other.Name, name, StringComparison.OrdinalIgnoreCase)))
            {
                Add(path + ".Name", Sentence.Of("Policy.StageTwice", name));
            }

            read.Add(new ReviewStage(name, ReadRoles(stage, path), ReadNumber(stage, path, "DueDays", 1, 365)) { Reminders = ReadReminders(stage, path) });
        }

        return [.. read];
    }

    private StageReminders? ReadReminders(JsonObject stage, string stagePath)
    {
        if (!stage.TryGetPropertyValue("Reminders", out var node) || node is null)
        {
            return null;
        }

        var path = stagePath + ".Reminders";
        if (node is not JsonObject json)
        {
            Add(path, Sentence.Of("Policy.RemindersIsObject"));
            return null;
        }

        RefuseUnknown(json, path, ReminderMembers);
        StageReminders read = new()
        {
            BeforeDays = ReadNumber(json, path, "BeforeDays", 0, StageReminders.MostDays),
            EveryDays = ReadNumber(json, path, "EveryDays", 0, StageReminders.MostDays),
            EscalateAfterDays = ReadNumber(json, path, "EscalateAfterDays", 0, StageReminders.MostDays),
            EscalateTo = ReadEscalation(json, path + ".EscalateTo"),
        };
        return read.IsEmpty ? null : read;
    }

    private ImmutableArray<string> ReadEscalation(JsonObject json, string path)
    {
        if (!json.TryGetPropertyValue("EscalateTo", out var node) || node is null)
        {
            return [];
        }

        if (node is not JsonArray { Count: <= StageReminders.MostSteps } steps)
        {
            Add(path, Sentence.Of("Policy.EscalateTo", StageReminders.MostSteps));
            return [];
        }

        var read = ImmutableArray.CreateBuilder<string>();
        for (var index = 0; index < steps.Count; index++)
        {
            var step = steps[index].AsText()?.Trim();
            if (step is not { Length: > 0 and <= 256 } || step[0] == StageReminders.Person && step.Length == 1)
            {
                Add($"{path}[{index}]", Sentence.Of("Policy.EscalateToWhom"));
            }
            else if (read.Contains(step))
            {
                Add($"{path}[{index}]", Sentence.Of("Policy.EscalateTwice", step));
            }
            else
            {
                read.Add(step);
                if (step[0] != StageReminders.Person)
                {
                    _roles.Add(($"{path}[{index}]", step));
                }
            }
        }

        return read.ToImmutable();
    }

    private ImmutableArray<StageRole> ReadRoles(JsonObject stage, string path)
    {
        if (!stage.ContainsKey("Roles"))
        {
            return [ReadRole(stage, path, "Approvals")];
        }

        if (stage.ContainsKey("Role") || stage.ContainsKey("Approvals"))
        {
            Add(path, Sentence.Of("Policy.RoleOrRoles"));
        }

        if (stage["Roles"] is not JsonArray { Count: > 0 } roles)
        {
            Add(path + ".Roles", Sentence.Of("Policy.NoRole"));
            return [];
        }

        var read = new List<StageRole>();
        for (var index = 0; index < roles.Count; index++)
        {
            var rolePath = $"{path}.Roles[{index}]";
            if (roles[index] is not JsonObject entry)
            {
                Add(rolePath, Sentence.Of("Policy.RoleIsObject"));
                continue;
            }

            RefuseUnknown(entry, rolePath, RoleMembers);
            var role = ReadRole(entry, rolePath, "Threshold");
            if (role.Role.Length > 0 && read.Any(other => other.Role == role.Role))
            {
                Add(rolePath + ".Role", Sentence.Of("Policy.RoleTwice", role.Role));
            }

            read.Add(role);
        }

        return [.. read];
    }

    private StageRole ReadRole(JsonObject json, string path, string thresholdMember)
    {
        var role = RequiredText(json, path, "Role", 255);
        if (role.Length > 0)
        {
            _roles.Add((path + ".Role", role));
        }

        return new(role, ReadThreshold(json, path, thresholdMember));
    }

    private Threshold ReadThreshold(JsonObject json, string path, string member)
    {
        if (!json.TryGetPropertyValue(member, out var node))
        {
            return Threshold.One;
        }

        switch (node)
        {
            case JsonValue value when value.TryGetValue<string>(out var text) && text is "One" or "Most" or "All":
                return value.GetValue<string>() switch { "Most" => Threshold.Most, "All" => Threshold.All, _ => Threshold.One };
            case JsonValue value when value.TryGetValue<int>(out var count) && count is >= 1 and <= 100:
                return Threshold.Of(count);
            default:
                Add($"{path}.{member}", Sentence.Of("Policy.Threshold"));
                return Threshold.One;
        }
    }

    private string RequiredText(JsonObject json, string path, string member, int longest)
    {
        if (json[member] is JsonValue value && value.TryGetValue<string>(out var text) && text.Trim().Length > 0 && text.Length <= longest)
        {
            return text;
        }

        Add($"{path}.{member}", Sentence.Of("Policy.Text", longest));
        return "";
    }

    private bool ReadFlag(JsonObject json, string member, bool unlessGiven)
    {
        if (!json.TryGetPropertyValue(member, out var node))
        {
            return unlessGiven;
        }

        if (node is JsonValue value && value.TryGetValue<bool>(out var flag))
        {
            return flag;
        }

        Add("$." + member, Sentence.Of("Policy.Flag"));
        return unlessGiven;
    }

    private EarlierApprovals ReadEarlierApprovals(JsonObject json, string member)
    {
        if (!json.TryGetPropertyValue(member, out var node))
        {
            return EarlierApprovals.Void;
        }

        if (node is JsonValue value && value.TryGetValue<string>(out var text) && text is "void" or "keep")
        {
            return value.GetValue<string>() == "keep" ? EarlierApprovals.Keep : EarlierApprovals.Void;
        }

        Add("$." + member, Sentence.Of("Policy.Earlier"));
        return EarlierApprovals.Void;
    }

    private int? ReadNumber(JsonObject json, string path, string member, int least, int most)
    {
        if (!json.TryGetPropertyValue(member, out var node) || node is null)
        {
            return null;
        }

        if (node is JsonValue value && value.TryGetValue<int>(out var number) && number >= least && number <= most)
        {
            return number;
        }

        Add($"{path}.{member}", Sentence.Of("Policy.Number", least, most));
        return null;
    }

    private void RefuseUnknown(JsonObject json, string path, string[] known)
    {
        foreach (var member in json.Where(member => !known.Contains(member.Key)))
        {
            Add($"{path}.{member.Key}", Sentence.Of("Policy.UnknownProperty", member.Key, Suggestion.For(member.Key, known)));
        }
    }
}
