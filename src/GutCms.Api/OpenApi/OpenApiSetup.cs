using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using GutCms.Api.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace GutCms.Api.OpenApi;

/// <summary>Completes a host's OpenAPI document with what only the types know; <see cref="DocumentShape"/> makes of it what is served.</summary>
public static class OpenApiSetup
{
    // Records that only describe JSON are named so in code, and bodies of requests so.
    private const string Suffix = "Schema";
    private const string Body = "Body";

    /// <summary>Gives the document its title, and leaves out the address of whoever asked, so that it is the same for everybody.</summary>
    public static OpenApiOptions DescribeGutCms(this OpenApiOptions options)
    {
        options.CreateSchemaReferenceId = type => OpenApiOptions.CreateDefaultSchemaReferenceId(type) is { } id && id.EndsWith(Suffix, StringComparison.Ordinal)
            ? id[..^Suffix.Length]
            : OpenApiOptions.CreateDefaultSchemaReferenceId(type);
        options.AddSchemaTransformer((schema, context, _) =>
        {
            Complete(schema, context.JsonTypeInfo);
            return Task.CompletedTask;
        });
        return options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "GutCms",
                Version = "v1",
                Description = "Headless CMS for medical editorial work. Errors are `application/problem+json`; their types are URNs `urn:gutcms:problem:…`.",
            };
            document.Servers?.Clear();
            return Task.CompletedTask;
        });
    }

    private static void Complete(OpenApiSchema schema, JsonTypeInfo type)
    {
        // Names are written in camel case by every answer.
        if (type.Type.IsEnum)
        {
            schema.Enum = [.. Enum.GetNames(type.Type).Select(name => (JsonNode)JsonNamingPolicy.CamelCase.ConvertName(name))];
        }

        var absent = new JsonArray();
        var closed = new JsonObject();
        foreach (var property in type.Properties.Where(property => schema.Properties?.ContainsKey(property.Name) == true))
        {
            if (Attribute<ClosedSetAttribute>(property) is { } set)
            {
                closed[property.Name] = new JsonObject { ["name"] = set.Name, ["values"] = new JsonArray([.. set.Values.Select(value => (JsonNode)value)]) };
            }

            if (schema.Required?.Contains(property.Name) == true)
            {
                continue;
            }

            // A member of an answer is always there, null or not, unless its record says otherwise.
            if (property.Get is not null && !IsLeftOut(type.Type, property))
            {
                (schema.Required ??= new HashSet<string>()).Add(property.Name);
            }
            else
            {
                absent.Add(property.Name);
            }
        }

        Mark(schema, DocumentShape.Absent, absent, absent.Count);
        Mark(schema, DocumentShape.Closed, closed, closed.Count);

        // The web defaults would read numbers from strings as well; nothing here writes them so.
        if (schema.Type is { } types && (types & (JsonSchemaType.Integer | JsonSchemaType.Number)) != 0 && types.HasFlag(JsonSchemaType.String))
        {
            schema.Type = types & ~JsonSchemaType.String;
            schema.Pattern = null;
        }
    }

    private static bool IsLeftOut(Type owner, JsonPropertyInfo property) =>
        owner.Name.EndsWith(Suffix, StringComparison.Ordinal) || owner.Name.EndsWith(Body, StringComparison.Ordinal)
        || Attribute<JsonIgnoreAttribute>(property) is { Condition: JsonIgnoreCondition.WhenWritingNull or JsonIgnoreCondition.WhenWritingDefault };

    private static T? Attribute<T>(JsonPropertyInfo property)
        where T : Attribute => (property.AttributeProvider as MemberInfo)?.GetCustomAttribute<T>();

    private static void Mark(OpenApiSchema schema, string name, JsonNode value, int count)
    {
        if (count > 0)
        {
            (schema.Extensions ??= new Dictionary<string, IOpenApiExtension>())[name] = new JsonNodeExtension(value);
        }
    }
}
