namespace GutCms.OrchardCore;

/// <summary>The features of the module. A class without a feature of its own belongs to <see cref="Everything"/>, which registers nothing.</summary>
public static class FeatureIds
{
    /// <summary>Whatever a medical site takes: <see cref="MedicalTypes"/>, <see cref="Delivery"/> and <see cref="Feeds"/>, with what they need.</summary>
    public const string Everything = "GutCms.OrchardCore";

    /// <summary>The gate and the editorial work, for any content type.</summary>
    public const string Review = "GutCms.Review";

    /// <summary>Article, Series and Disclaimer.</summary>
    public const string MedicalTypes = "GutCms.MedicalTypes";

    /// <summary>The delivery API and the documents that it serves.</summary>
    public const string Delivery = "GutCms.Delivery";

    /// <summary><c>/feed.xml</c>, and <c>/sitemap.xml</c> where the site has no sitemaps of its own.</summary>
    public const string Feeds = "GutCms.Feeds";

    /// <summary>Reviews in Orchard Core's GraphQL.</summary>
    public const string GraphQL = "GutCms.GraphQL";

    /// <summary>Reviews in Orchard Core's notifications and mails.</summary>
    public const string Notifications = "GutCms.Notifications";

    /// <summary>Reviews in Orchard Core's workflows.</summary>
    public const string Workflows = "GutCms.Workflows";

    /// <summary>What <see cref="Workflows"/> was called before; a site that has it enabled has that one by it.</summary>
    public const string FormerWorkflows = "GutCms.OrchardCore.Workflows";
}
