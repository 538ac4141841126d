using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Model;

namespace GutCms.Core.Verification;

/// <summary>Compares a decision with the entry of the log that records it.</summary>
internal static class DecisionOnRecord
{
    /// <summary>Names of what differs; empty: they say the same.</summary>
    public static IReadOnlyList<string> FindDifferences(Decision decision, AuditEntry entry)
    {
        // Members that came into the log later are not in older entries.
        var described = Signing.Describe(decision);
        var differing = entry.Details.Where(member => described.ContainsKey(member.Key) && !JsonNode.DeepEquals(member.Value, described[member.Key])).Select(member => member.Key).ToList();
        Check("version", decision.VersionId == entry.VersionId);
        Check("contentHash", decision.ContentHash == entry.ContentHash);
        Check("reviewer", decision.ReviewerId == entry.ActorId && decision.ReviewerName == entry.ActorName);
        Check("decidedUtc", LogReading.Milliseconds(decision.DecidedUtc) == LogReading.Milliseconds(entry.OccurredUtc));
        return differing;

        void Check(string name, bool same)
        {
            if (!same)
            {
                differing.Add(name);
            }
        }
    }

    /// <summary>Whether the log says of the voiding of a decision what the decision says of it.</summary>
    public static bool IsVoidedAs(Decision decision, AuditEntry voiding) =>
        LogReading.Milliseconds(decision.VoidedUtc!.Value) == LogReading.Milliseconds(voiding.OccurredUtc)
        && decision.VoidedBy == voiding.ActorName && decision.VoidReason == LogReading.Text(voiding, "reason");
}
