using System.Globalization;
using System.Text.Json;
using GraphQL.Types;
using GraphQLParser.AST;

namespace GutCms.Web.Features.GraphQL.Shapes;

/// <summary>An instant. What is delivered goes out as it is on file.</summary>
internal sealed class InstantScalar : ScalarGraphType
{
    /// <summary>Creates it.</summary>
    public InstantScalar()
    {
        Name = "DateTime";
        Description = "An instant by ISO 8601. Answers have UTC and whole seconds: `2026-01-02T03:04:05Z`. What is sent without an offset counts as UTC.";
    }

    /// <inheritdoc/>
    public override object? Serialize(object? value) => value;

    /// <inheritdoc/>
    public override object? ParseLiteral(GraphQLValue value) => value switch
    {
        GraphQLStringValue text => ParseValue(text.Value.ToString()),
        GraphQLNullValue => null,
        _ => ThrowLiteralConversionError(value),
    };

    /// <inheritdoc/>
    public override object? ParseValue(object? value) => value switch
    {
        null => null,
        DateTime instant => instant,
        string text when DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant) => instant,
        _ => ThrowValueConversionError(value),
    };
}

/// <summary>A date.</summary>
internal sealed class DateScalar : ScalarGraphType
{
    /// <summary>Creates it.</summary>
    public DateScalar()
    {
        Name = "Date";
        Description = "A date by ISO 8601: `2026-01-02`.";
    }

    /// <inheritdoc/>
    public override object? Serialize(object? value) => value;

    /// <inheritdoc/>
    public override object? ParseLiteral(GraphQLValue value) => ThrowLiteralConversionError(value);

    /// <inheritdoc/>
    public override object? ParseValue(object? value) => ThrowValueConversionError(value);
}

/// <summary>JSON as it is delivered.</summary>
internal sealed class JsonScalar : ScalarGraphType
{
    /// <summary>Creates it.</summary>
    public JsonScalar()
    {
        Name = "JSON";
        Description = "JSON, member for member as `/api/delivery` has it.";
    }

    /// <inheritdoc/>
    public override object? Serialize(object? value) => value is JsonElement or null ? value : ThrowSerializationError(value);

    /// <inheritdoc/>
    public override object? ParseLiteral(GraphQLValue value) => ThrowLiteralConversionError(value);

    /// <inheritdoc/>
    public override object? ParseValue(object? value) => ThrowValueConversionError(value);
}
