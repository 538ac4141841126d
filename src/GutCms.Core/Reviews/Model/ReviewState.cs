using System.Text.Json;

namespace GutCms.Core.Reviews.Model;

/// <summary>State of a version. In JSON in camel case: <c>inReview</c>.</summary>
public enum ReviewState
{
    /// <summary>Being written; nobody is asked to decide.</summary>
    Draft,

    /// <summary>Submitted; reviewers decide.</summary>
    InReview,

    /// <summary>A reviewer asked for changes.</summary>
    ChangesRequested,

    /// <summary>Every stage is satisfied for exactly this text.</summary>
    Approved,

    /// <summary>Live.</summary>
    Published,

    /// <summary>Live, and due to be reviewed again.</summary>
    ReviewDue,

    /// <summary>Taken down for the safety of readers.</summary>
    Withdrawn,

    /// <summary>Live and reviewed by nobody here, though its type has a policy: a trusted recipe brought it in, or it was published before the type came under the policy.</summary>
    Imported,
}

/// <summary>What changes a state. In JSON in camel case: <c>requestChanges</c>.</summary>
public enum Trigger
{
    /// <summary>Ask for review.</summary>
    Submit,

    /// <summary>Take a submission back.</summary>
    WithdrawSubmission,

    /// <summary>Approve one stage.</summary>
    Approve,

    /// <summary>Ask for changes.</summary>
    RequestChanges,

    /// <summary>Make live.</summary>
    Publish,

    /// <summary>Take down.</summary>
    Unpublish,

    /// <summary>Set or cancel the instant of publication.</summary>
    Schedule,

    /// <summary>Confirm that the unchanged live text is still right.</summary>
    Renew,

    /// <summary>Take down for the safety of readers, with a reason that they are told.</summary>
    Withdraw,

    /// <summary>Set or cancel the instant at which what is live is taken down.</summary>
    ScheduleUnpublish,
}

/// <summary>Which version of an item a trigger acts on.</summary>
public enum Subject
{
    /// <summary>The newest version.</summary>
    Latest,

    /// <summary>The version that is live.</summary>
    Published,
}

/// <summary>Names as they stand in JSON and addresses.</summary>
public static class ReviewNames
{
    /// <summary>The state's name in camel case.</summary>
    public static string ToName(this ReviewState state) => JsonNamingPolicy.CamelCase.ConvertName(state.ToString());

    /// <summary>The trigger's name in camel case.</summary>
    public static string ToName(this Trigger trigger) => JsonNamingPolicy.CamelCase.ConvertName(trigger.ToString());

    /// <summary>The trigger of a name in camel case, compared with case; null when there is none.</summary>
    public static Trigger? FindTrigger(string name) =>
        Enum.GetValues<Trigger>().Where(trigger => trigger.ToName() == name).Select(trigger => (Trigger?)trigger).FirstOrDefault();

    /// <summary>The change of a disclaimer of a name, <c>editorial</c> or <c>material</c>, compared with case; null when there is none.</summary>
    public static DisclaimerChange? FindChange(string? name) => name switch
    {
        "editorial" => DisclaimerChange.Editorial,
        "material" => DisclaimerChange.Material,
        _ => null,
    };
}
