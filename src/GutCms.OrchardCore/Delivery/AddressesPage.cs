using System.Collections.Immutable;
using GutCms.Core.Reviews.Reading;

namespace GutCms.OrchardCore.Delivery;

/// <summary>Former addresses as the admin shows them.</summary>
/// <param name="Redirects">By address.</param>
/// <param name="From">What was typed as a former address and refused; null: nothing.</param>
/// <param name="To">What was typed as the present one; null: nothing.</param>
public sealed record AddressesPage(ImmutableArray<Redirect> Redirects, string? From, string? To);
