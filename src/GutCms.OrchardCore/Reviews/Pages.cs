using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Reviews.Views;
using GutCms.Core.Storage;
using OrchardCore.DisplayManagement;

namespace GutCms.OrchardCore.Reviews;

/// <summary>The queue as the admin shows it.</summary>
/// <param name="List">The page; or why there is none.</param>
/// <param name="Stage">Only this stage; null: all.</param>
/// <param name="Mine">Only what the user is asked for by name.</param>
/// <param name="Overdue">Only what is past its due date.</param>
/// <param name="NowUtc">The instant, UTC.</param>
public sealed record QueuePage(Outcome<ReviewQueuePage> List, string? Stage, bool Mine, bool Overdue, DateTime NowUtc);

/// <summary>The review of an item as the admin shows it.</summary>
/// <param name="View">How it stands.</param>
/// <param name="Panel">The shape of state, decisions and triggers.</param>
/// <param name="Discussion">Who is asked, and the comments.</param>
/// <param name="Difference">What differs from what is live, or from the version before; null when the user may not see it.</param>
public sealed record ItemPage(ReviewView View, IShape Panel, Discussion Discussion, CompareVersions.Result? Difference);
