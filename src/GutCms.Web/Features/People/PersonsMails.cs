using System.Text.Json.Nodes;
using GutCms.Web.Storage.Model;
using Microsoft.EntityFrameworkCore;

namespace GutCms.Web.Features.People;

/// <summary>Events of the outbox that are mails to one person, whether they wait, were told or were given up.</summary>
internal static class PersonsMails
{
    /// <summary>Changes what they say, inside a transaction. Why one failed goes with it, as mail servers repeat addresses.</summary>
    public static async Task ChangeAsync(GutCmsDbContext context, string userId, Action<JsonObject> change, CancellationToken cancellationToken)
    {
        // As it stands in the column; whether it is the member of the object itself is looked at below.
        var member = $"\"userId\":{JsonValue.Create(userId)!.ToJsonString()}";
        foreach (var row in await context.Outbox.AsNoTracking().Where(row => row.Data.Contains(member)).Select(row => new { row.Sequence, row.Data }).ToListAsync(cancellationToken))
        {
            var data = JsonNode.Parse(row.Data)!.AsObject();
            if ((string?)data["userId"] != userId)
            {
                continue;
            }

            change(data);
            var text = data.ToJsonString();
            await context.Outbox.Where(other => other.Sequence == row.Sequence)
                .ExecuteUpdateAsync(set => set.SetProperty(other => other.Data, text).SetProperty(other => other.Fault, (string?)null), cancellationToken);
        }
    }
}
