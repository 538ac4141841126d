using System.Collections.Immutable;
using GutCms.Core.Editorial;

namespace GutCms.Web.Pages.Admin.Content;

/// <summary>What a picker offers: partial <c>_Pickable</c>.</summary>
/// <param name="Items">Items that are there.</param>
/// <param name="Creatable">Types of which one can be made on the spot.</param>
internal sealed record Offers(ImmutableArray<Pickable> Items, ImmutableArray<ContentTypeChoice> Creatable);
