using System.Text;
using GutCms.Core.Reviews.Model;

namespace GutCms.Core.Reviews.Transitions;

/// <summary>Draws the state table, in Mermaid's notation for state diagrams.</summary>
public static class TransitionDiagram
{
    /// <summary>One line for each pair of states, with the triggers that lead from the one to the other; in the order of the table.</summary>
    public static string Draw()
    {
        var text = new StringBuilder("stateDiagram-v2\n    [*] --> Draft\n");
        var edges = TransitionTable.Rows
            .SelectMany(row => row.To.Select(to => (row.From, To: to, Trigger: row.Trigger.ToName())))
            .GroupBy(edge => (edge.From, edge.To));
        foreach (var edge in edges)
        {
            text.Append("    ").Append(edge.Key.From).Append(" --> ").Append(edge.Key.To).Append(" : ").AppendJoin(", ", edge.Select(one => one.Trigger).Distinct()).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The table in Markdown: one row for each state and trigger.</summary>
    public static string Tabulate()
    {
        var text = new StringBuilder("| From | Trigger | Acts on | Permission | Rules | To |\n|---|---|---|---|---|---|\n");
        foreach (var row in TransitionTable.Rows)
        {
            text.Append("| ").Append(row.From).Append(" | ").Append(row.Trigger.ToName()).Append(" | ").Append(row.Subject == Subject.Latest ? "latest" : "published")
                .Append(" | ").Append(row.Permission).Append(" | ").AppendJoin(", ", row.Guards).Append(" | ").AppendJoin(" or ", row.To).Append(" |\n");
        }

        return text.ToString();
    }
}
