using GraphQL;
using GraphQL.Conversion;
using GraphQL.Types;
using GraphQL.Utilities;

namespace GutCms.Web.Features.GraphQL.Shapes;

/// <summary>The schema.</summary>
internal sealed class SiteSchema : Schema
{
    /// <summary>Creates it.</summary>
    public SiteSchema()
    {
        // Names are written as they are: AND is no camel.
        NameConverter = DefaultNameConverter.Instance;
        Query = new QueryShape();
        RegisterTypes(typeof(ArticleShape), typeof(SeriesShape), typeof(DisclaimerShape), typeof(SectionShape), typeof(FaqShape), typeof(FaqEntryShape), typeof(FigureShape), typeof(SourceShape), typeof(OtherBlockShape));
        Initialize();
        Sdl = this.Print(new PrintOptions { StringComparison = StringComparison.Ordinal, IncludeDescriptions = true }).ReplaceLineEndings("\n");
    }

    /// <summary>The schema in the definition language of GraphQL.</summary>
    public string Sdl { get; }
}
