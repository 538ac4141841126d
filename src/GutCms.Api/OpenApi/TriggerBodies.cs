using System.Text.Json.Nodes;
using GutCms.Api.Review;
using GutCms.Core.Reviews.Model;

namespace GutCms.Api.OpenApi;

/// <summary>The body of each trigger: of what a trigger may bring along, what means something with this one.</summary>
internal static class TriggerBodies
{
    private const string All = nameof(TriggerBody);
    private const string Json = "application/json";

    public static void Apply(JsonObject paths, JsonObject schemas)
    {
        foreach (var trigger in Enum.GetValues<Trigger>())
        {
            var operation = paths[$"/api/review/{{id}}/{trigger.ToName()}"]?["post"]?.AsObject();
            if (operation?["requestBody"] is not JsonObject body || schemas[All] is not JsonObject all)
            {
                continue;
            }

            var members = TriggerBody.MembersOf(trigger);
            var required = TriggerBody.RequiredOf(trigger);
            if (members.Length == 0)
            {
                operation.Remove("requestBody");
                continue;
            }

            var name = trigger + "Body";
            schemas[name] = Schema(all, members, required);
            body["content"]![Json]!["schema"] = SchemaJson.Reference(name);
            body["required"] = required.Length > 0;
        }
    }

    private static JsonObject Schema(JsonObject all, string[] members, string[] required)
    {
        var schema = new JsonObject { ["type"] = "object" };
        if (required.Length > 0)
        {
            schema["required"] = SchemaJson.Texts(required);
        }

        schema["properties"] = new JsonObject(members.Select(name => KeyValuePair.Create(name, all["properties"]![name]?.DeepClone())));
        return schema;
    }
}
