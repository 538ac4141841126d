using GraphQL.Types;
using GutCms.Core.Delivery;
using GutCms.Web.Features.GraphQL.Reading;

namespace GutCms.Web.Features.GraphQL.Shapes;

/// <summary>An item of a type that the site added.</summary>
internal sealed class SiteItemShape : ItemShape
{
    /// <summary>Creates it.</summary>
    /// <param name="name">Name in the schema.</param>
    /// <param name="type">The type.</param>
    /// <param name="names">Names that are taken.</param>
    public SiteItemShape(string name, DeliveredType type, SchemaNames names)
        : base(name, type.Name, $"An item of the type {type.Name}.")
    {
        HasAddressAndReview();
        Has<HtmlShape>("htmlBody", "Its text.", item => ContentText(item, "html"));
        Has<NonNullGraphType<ShownDisclaimerShape>>("disclaimer", "The disclaimer that it is shown with.", item => item);
        Has<JsonScalar>("fields", "Its fields, by name.", item => Content(item, "fields"));
        Has<JsonScalar>("parts", "Its other parts, by name.", item => Content(item, "parts"));
        Has<InstantScalar>("liveSinceUtc", "Since when this version is live.", item => item.IsLive ? DocumentJson.Text(item.Json, "liveSinceUtc") : null);
        SiteFields.Add(this, type, names);
    }
}
