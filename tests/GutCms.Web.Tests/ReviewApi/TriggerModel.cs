using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Transitions;

namespace GutCms.Web.Tests.ReviewApi;

/// <summary>What may happen to one article, in a few facts and the state table. Knows nothing of how the site finds it out.</summary>
internal sealed class TriggerModel(string creator)
{
    /// <summary>What each person holds for triggers; seeing drafts apart.</summary>
    private static readonly Dictionary<string, Trigger[]> Rights = new()
    {
        ["author"] = [Trigger.Submit, Trigger.WithdrawSubmission],
        ["editor"] = [Trigger.Submit, Trigger.WithdrawSubmission, Trigger.Publish, Trigger.Schedule, Trigger.Unpublish, Trigger.Withdraw],
        ["administrator"] = [Trigger.Submit, Trigger.WithdrawSubmission, Trigger.Publish, Trigger.Schedule, Trigger.Unpublish, Trigger.Withdraw],
        ["reviewer"] = [Trigger.Approve, Trigger.RequestChanges, Trigger.Renew, Trigger.Withdraw],
        ["reviewer2"] = [Trigger.Approve, Trigger.RequestChanges, Trigger.Renew, Trigger.Withdraw],
        ["both"] = [Trigger.Approve, Trigger.RequestChanges, Trigger.Renew, Trigger.Withdraw],
        ["author2"] = [],
        ["delivery"] = [],
    };

    // Texts are numbers; a version is its place in the list.
    private readonly List<(int Text, string? Writer)> _versions = [(0, creator)];
    private readonly HashSet<int> _approvedVersions = [];
    private Run? _run;
    private Live? _live;
    private int? _withdrawn;

    /// <summary>Whoever takes part.</summary>
    public static string[] People { get; } = [.. Rights.Keys, "anonymous"];

    public DateTime NowUtc { get; set; }

    public ReviewState Latest =>
        _run is not null ? _run.State
        : _live?.Version == _versions.Count - 1 ? Published!.Value
        : _live is null && _withdrawn == _versions.Count - 1 ? ReviewState.Withdrawn
        : ReviewState.Draft;

    public ReviewState? Published => _live is null ? null : _live.NextReviewUtc <= NowUtc ? ReviewState.ReviewDue : ReviewState.Published;

    /// <summary>Saves a text. Another one than before ends the run.</summary>
    /// <returns>Status.</returns>
    public int Edit(string person, int text)
    {
        var status = person == "anonymous" ? 401 : !SeesDrafts(person) ? 404 : person == creator || person is "editor" or "administrator" ? 200 : 403;
        if (status == 200)
        {
            var same = text == _versions[^1].Text;
            _versions.Add((text, same ? null : person));
            _run = !same || _run is null ? null : _run with { Version = _versions.Count - 1 };
        }

        return status;
    }

    /// <summary>Pulls a trigger.</summary>
    /// <param name="person">Who.</param>
    /// <param name="trigger">Which.</param>
    /// <param name="complete">The request brings what the trigger asks for: signature, reason, instant.</param>
    /// <returns>Status, and the state of the version acted on when it was done.</returns>
    public (int Status, ReviewState? State) Pull(string person, Trigger trigger, bool complete)
    {
        var live = TransitionTable.SubjectOf(trigger) == Subject.Published;
        if (person == "anonymous")
        {
            return (401, null);
        }

        if (!SeesDrafts(person) && !(live && _live is not null))
        {
            return (404, null);
        }

        if (!Rights[person].Contains(trigger) && !(person == creator && trigger is Trigger.Submit or Trigger.WithdrawSubmission))
        {
            return (403, null);
        }

        if ((live ? Published : Latest) is not { } state || TransitionTable.Find(state, trigger) is not { } row || !Meets(person, trigger, state, complete))
        {
            return (409, null);
        }

        var after = Apply(trigger);
        Assert.Contains(after, row.To);
        return (200, after);
    }

    private bool SeesDrafts(string person) => person == creator || person is "editor" or "administrator" or "reviewer" or "reviewer2" or "both";

    private bool Meets(string person, Trigger trigger, ReviewState state, bool complete) => trigger switch
    {
        Trigger.Approve => complete && !Authors(_versions.Count - 1).Contains(person),
        Trigger.Renew => complete && !Authors(_live!.Version).Contains(person) && !(_run is not null && _run.Version == _live.Version),
        Trigger.Publish => state == ReviewState.Approved && _run!.ReviewedUtc.AddMonths(12) > NowUtc,
        Trigger.Schedule => state == ReviewState.Approved && complete && _run!.ReviewedUtc.AddMonths(12) > NowUtc.AddMinutes(1),
        Trigger.RequestChanges or Trigger.Withdraw => complete,
        _ => true,
    };

    /// <summary>Four eyes: everybody who wrote since the last version with another text that was approved and published.</summary>
    private HashSet<string?> Authors(int version)
    {
        var since = _approvedVersions.Where(other => other < version && _versions[other].Text != _versions[version].Text).DefaultIfEmpty(-1).Max();
        return [.. _versions.Select((known, index) => (known.Writer, index)).Where(known => known.index > since && known.index <= version && known.Writer is not null).Select(known => known.Writer)];
    }

    private ReviewState Apply(Trigger trigger)
    {
        switch (trigger)
        {
            case Trigger.Submit:
                _run = new(_versions.Count - 1, _versions.Count - 1, ReviewState.InReview, default);
                return _run.State;
            case Trigger.WithdrawSubmission:
                _run = null;
                return Latest;
            case Trigger.Approve:
                _run = _run! with { State = ReviewState.Approved, ReviewedUtc = NowUtc };
                return _run.State;
            case Trigger.RequestChanges:
                _run = _run! with { State = ReviewState.ChangesRequested };
                return _run.State;
            case Trigger.Publish:
                _live = new(_run!.First, _run.Version, _run.ReviewedUtc, _run.ReviewedUtc.AddMonths(12));
                _approvedVersions.Add(_run.Version);
                (_run, _withdrawn) = (null, null);
                return Published!.Value;
            case Trigger.Schedule:
                return Latest;
            case Trigger.Renew:
                _live = _live! with { ReviewedUtc = NowUtc, NextReviewUtc = NowUtc.AddMonths(12) };
                return Published!.Value;
            case Trigger.Withdraw:
                _run = _run?.First <= _live!.Version && _live.Version <= _run.Version ? null : _run;
                (_withdrawn, _live) = (_live.Version, null);
                return ReviewState.Withdrawn;
            default:
                return Unpublish();
        }
    }

    private ReviewState Unpublish()
    {
        var (live, state) = (_live!, Published!.Value);
        _live = null;
        if (live.Version != _versions.Count - 1)
        {
            return ReviewState.Draft;
        }

        _run = _run is null && state == ReviewState.Published ? new(live.First, live.Version, ReviewState.Approved, live.ReviewedUtc) : _run;
        return Latest;
    }

    private sealed record Run(int First, int Version, ReviewState State, DateTime ReviewedUtc);

    private sealed record Live(int First, int Version, DateTime ReviewedUtc, DateTime NextReviewUtc);
}
