using System.Text.Json.Nodes;

namespace GutCms.Web.Tests.Identity.People;

/// <summary>
/// Reads the audit log, oldest entry first, and finds what was not done by two people, without a rule of the product's own: it keeps who has a way into which account or client,
/// and who has an account in hand at all, until its owner has made it his own again or somebody independent has vouched for it.
/// </summary>
internal sealed class PeopleWalk
{
    private readonly Dictionary<string, HashSet<string>> _waysIn = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _hands = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _authors = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _ids = new(StringComparer.Ordinal);
    private readonly HashSet<string> _released = new(StringComparer.Ordinal);
    private readonly HashSet<(string Item, string Hash)> _approved = [];

    /// <summary>What is wrong.</summary>
    public List<string> Faults { get; } = [];

    /// <summary>How often each action was taken.</summary>
    public Dictionary<string, int> Counts { get; } = new(StringComparer.Ordinal);

    /// <summary>How many approvals were refused.</summary>
    public int Refused => Counts.GetValueOrDefault("review.approve.refused");

    /// <summary>Whether a text of an item was approved under the hash.</summary>
    public bool WasApproved(string item, string hash) => _approved.Contains((item, hash));

    /// <summary>Takes the next entry.</summary>
    public void Take(JsonObject entry)
    {
        var (action, actor, details) = ((string)entry["action"]!, (string)entry["actorId"]!, entry["details"]!.AsObject());
        var (item, hash) = ((string?)entry["contentItemId"] ?? "", (string?)entry["contentHash"] ?? "");
        Counts[action] = Counts.GetValueOrDefault(action) + 1;
        if (actor.Length > 0)
        {
            _ids[(string)entry["actorName"]!] = actor;
        }

        switch (action)
        {
            case "content.create" or "content.save" or "content.restore" or "content.import" when (bool?)details["contentChanged"] != false:
                Write(item, Behind(actor, details));
                break;
            case "recipe.run" when actor.Length > 0 && ((string)details["recipe"]!).Split('.') is ["text", var written]:
                Write(written, Behind(actor, details));
                break;
            case "user.password" or "user.change" or "user.create" or "role.grant" or "user.vouch":
                TakeAccount(entry, action, actor, details);
                break;
            case "client.change" when actor.Length > 0:
                Of(_waysIn, "client:" + (string)details["clientId"]!).UnionWith(Behind(actor, details));
                break;
            case "review.approve":
                Approve(entry, actor, details, item, hash);
                break;
            case "review.weaken" when actor.Length > 0:
                Weaken(entry, actor, details);
                break;
            case "content.publish":
                _released.Add(item);
                Check(entry, WasApproved(item, hash), "went live without an approval");
                break;
            default:
                break;
        }
    }

    private void TakeAccount(JsonObject entry, string action, string actor, JsonObject details)
    {
        var user = (string)details["userId"]!;
        _ids[(string)details["userName"]!] = user;
        if (action == "user.vouch")
        {
            // By a person who is nobody that has the account in hand; what he has in hand himself stays.
            Check(entry, actor != user && !Behind(actor, details).Overlaps(Of(_hands, user).Where(person => person != actor)), "was vouched for by somebody who has it in hand");
            Of(_hands, user).RemoveWhere(person => person != actor);
            Of(_waysIn, user).RemoveWhere(person => person != actor);
        }
        else if (user == actor)
        {
            if (action == "user.password")
            {
                // A site without mail: nobody else knows the password from then on, and whoever had no way in before has nothing in hand any more.
                _known.Remove(user);
                if (Of(_waysIn, user).Count == 0)
                {
                    _hands.Remove(user);
                }
            }
        }
        else if (actor.Length > 0)
        {
            var wayIn = action is "user.password" or "user.create" || Changed(details).Contains("Email");
            var people = Behind(actor, details).Where(person => person != user).ToList();
            Of(_hands, user).UnionWith(people);
            Of(_waysIn, user).UnionWith(wayIn ? people : []);
            Of(_known, user).UnionWith(action is "user.password" or "user.create" ? people : []);
        }
    }

    private void Write(string item, HashSet<string> people)
    {
        // The first change after a publication begins a new text.
        var authors = _released.Remove(item) ? _authors[item] = [] : Of(_authors, item);
        authors.UnionWith(people);
    }

    private void Approve(JsonObject entry, string actor, JsonObject details, string item, string hash)
    {
        var authors = Of(_authors, item);
        Check(entry, !details.ContainsKey("client"), "was approved with a token");
        Check(entry, !authors.Contains(actor), "was approved by an author");
        Check(entry, !authors.Overlaps(Of(_hands, actor)), "was approved by an account that an author has in hand");
        Check(entry, Of(_known, actor).Count == 0, "was approved with a password that somebody else knows");
        _approved.Add((item, hash));
    }

    private void Weaken(JsonObject entry, string actor, JsonObject details)
    {
        var second = _ids.GetValueOrDefault((string)details["confirmedBy"]!);
        Check(entry, !(bool)details["alone"]! && second is not null && second != actor, "was made by one person");
        Check(entry, second is null || !Behind(actor, details).Overlaps(Behind(second, [])), "was made by two accounts of one person");
    }

    /// <summary>Everybody who may be the one that acted.</summary>
    private HashSet<string> Behind(string actor, JsonObject details)
    {
        var found = new HashSet<string>(StringComparer.Ordinal) { actor };
        if ((string?)details["client"] is { } client)
        {
            found.Add("client:" + client);
        }

        for (var next = found.ToList(); next.Count > 0;)
        {
            next = [.. next.SelectMany(one => Of(_waysIn, one)).Where(found.Add)];
        }

        return found;
    }

    private void Check(JsonObject entry, bool holds, string what)
    {
        if (!holds)
        {
            Faults.Add($"{entry["sequence"]} ({entry["action"]} by {entry["actorName"]}): {(string?)entry["contentItemId"] ?? "it"} {what}.");
        }
    }

    private static IEnumerable<string> Changed(JsonObject details) => (details["changed"] as JsonArray ?? []).Select(name => (string)name!);

    private static HashSet<string> Of(Dictionary<string, HashSet<string>> map, string key) => map.TryGetValue(key, out var found) ? found : map[key] = new(StringComparer.Ordinal);
}
