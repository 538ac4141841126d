using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Views;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Admin;

/// <summary>Says what readers will see of a trigger, and what it costs, before it is pulled.</summary>
internal static class WhatItCosts
{
    /// <summary>In sentences; empty for a trigger of which readers see nothing.</summary>
    public static IEnumerable<string> Of(ReviewView view, Trigger trigger, IStringLocalizer<DeskText> desk)
    {
        switch (trigger)
        {
            case Trigger.Publish:
                yield return desk[view.Published is null ? "Act.Explain.Publish.First" : "Act.Explain.Publish"];
                if (view.Withdrawal is not null)
                {
                    yield return desk["Costs.WithdrawalEnds"];
                }

                break;
            case Trigger.Unpublish:
                yield return desk["Act.Explain.Unpublish"];
                if (view is { Published.Basis: PublicationBasis.Imported or null, Policy: not null } or { Published.State: ReviewState.Imported })
                {
                    yield return desk["Costs.Imported"];
                }
                else if (view.Published?.Certificate is not null)
                {
                    yield return desk["Costs.Certificate"];
                }

                break;
            default:
                break;
        }
    }
}
