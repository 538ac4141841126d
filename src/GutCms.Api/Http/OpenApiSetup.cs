using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace GutCms.Api.Http;

/// <summary>Completes a host's OpenAPI document.</summary>
public static class OpenApiSetup
{
    // Records that only describe JSON are named so in code.
    private const string Suffix = "Schema";

    /// <summary>Gives the document its title, and leaves out the address of whoever asked, so that it is the same for everybody.</summary>
    public static OpenApiOptions DescribeGutCms(this OpenApiOptions options)
    {
        options.CreateSchemaReferenceId = type => OpenApiOptions.CreateDefaultSchemaReferenceId(type) is { } id && id.EndsWith(Suffix, StringComparison.Ordinal)
            ? id[..^Suffix.Length]
            : OpenApiOptions.CreateDefaultSchemaReferenceId(type);
        options.AddSchemaTransformer((schema, context, _) =>
        {
            // What is computed is always there; the library asks that only of what can be set.
            foreach (var computed in context.JsonTypeInfo.Properties.Where(property => property is { Get: not null, Set: null, IsGetNullable: false }))
            {
                if (schema.Properties?.ContainsKey(computed.Name) == true)
                {
                    (schema.Required ??= new HashSet<string>()).Add(computed.Name);
                }
            }

            // The web defaults would read numbers from strings as well; nothing here writes them so.
            if (schema.Type is { } type && (type & (JsonSchemaType.Integer | JsonSchemaType.Number)) != 0 && type.HasFlag(JsonSchemaType.String))
            {
                schema.Type = type & ~JsonSchemaType.String;
                schema.Pattern = null;
            }

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
}
