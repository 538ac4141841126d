using OrchardCore.ContentManagement;

namespace GutCms.OrchardCore.Dashboard;

/// <summary>Makes an item a widget of the admin's dashboard that says what waits for whoever looks at it. Holds nothing.</summary>
public sealed class ReviewDeskPart : ContentPart;

/// <summary>What the widget says. Not sealed: Orchard Core makes a shape of it.</summary>
public class ReviewDesk
{
    /// <summary>Reviews in which this user is asked by name.</summary>
    public int Mine { get; set; }

    /// <summary>Reviews that ask for a role of this user.</summary>
    public int ForRoles { get; set; }

    /// <summary>Reviews past their due date.</summary>
    public int Overdue { get; set; }

    /// <summary>All reviews that this user may see.</summary>
    public int Open { get; set; }
}
