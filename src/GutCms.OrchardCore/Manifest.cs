using GutCms.OrchardCore;
using OrchardCore.Modules.Manifest;

[assembly: Module(
    Name = "GutCms",
    Author = "GutCms",
    Website = ManifestTexts.Website,
    Version = "0.1.0",
    Description = "Medical editorial work: articles that nobody publishes unreviewed, with certificates, an audit log and a delivery API.",
    Category = ManifestTexts.Category,
    Tags = ["review", "approval", "medical", "certificates", "audit", "headless"])]

[assembly: Feature(
    Id = FeatureIds.Everything,
    Name = "GutCms",
    Description = "A medical site: articles, series and disclaimers that nobody publishes unreviewed, with certificates, an audit log, a delivery API, feed and sitemap.",
    Category = ManifestTexts.Category,
    Dependencies = [FeatureIds.MedicalTypes, FeatureIds.Delivery, FeatureIds.Feeds])]

[assembly: Feature(
    Id = FeatureIds.Review,
    Name = "GutCms Review",
    Description = "Puts content types under a review policy: what is of such a type becomes live as it was approved, and not otherwise. Stages, signatures, comments, certificates and an audit log.",
    Category = ManifestTexts.Category,
    Dependencies =
    [
        "OrchardCore.Autoroute",
        "OrchardCore.Contents",
        "OrchardCore.ContentTypes",
        "OrchardCore.Recipes.Core",
        "OrchardCore.Roles",
        "OrchardCore.Shortcodes",
        "OrchardCore.Title",
        "OrchardCore.Users",
    ])]

[assembly: Feature(
    Id = FeatureIds.MedicalTypes,
    Name = "GutCms Medical Types",
    Description = "Content types for medical articles: Article with sections, questions and references, Series, Disclaimer. Types of the site's own under these names are left as they are.",
    Category = ManifestTexts.Category,
    Dependencies =
    [
        FeatureIds.Review,
        "OrchardCore.Alias",
        "OrchardCore.ContentFields",
        "OrchardCore.Flows",
        "OrchardCore.Html",
        "OrchardCore.PublishLater",
    ])]

[assembly: Feature(
    Id = FeatureIds.Delivery,
    Name = "GutCms Delivery",
    Description = "Serves what is published of the medical types at /api/delivery, in documents that are made at publication.",
    Category = ManifestTexts.Category,
    Dependencies = [FeatureIds.MedicalTypes])]

[assembly: Feature(
    Id = FeatureIds.Feeds,
    Name = "GutCms Feed and Sitemap",
    Description = "Serves /feed.xml with what was published last, and /sitemap.xml unless the feature Sitemaps is enabled.",
    Category = ManifestTexts.Category,
    Dependencies = [FeatureIds.Delivery])]

[assembly: Feature(
    Id = FeatureIds.GraphQL,
    Name = "GutCms GraphQL",
    Description = "Shows in GraphQL how an item stands in review, and who approved it.",
    Category = ManifestTexts.Category,
    Dependencies = [FeatureIds.Review, "OrchardCore.Apis.GraphQL"])]

[assembly: Feature(
    Id = FeatureIds.Workflows,
    Name = "GutCms Workflows",
    Description = "Tells workflows when content was submitted for review, when a reviewer has decided and when a review is due, and lets them request and assign reviews.",
    Category = "Workflows",
    Dependencies = [FeatureIds.Review, "OrchardCore.Workflows"])]

[assembly: Feature(
    Id = FeatureIds.Notifications,
    Name = "GutCms Notifications",
    Description = "Tells people through notifications, and by mail where that is enabled, what reviews want of them.",
    Category = "Notifications",
    Dependencies = [FeatureIds.Review, "OrchardCore.Notifications"])]

[assembly: Feature(
    Id = FeatureIds.FormerWorkflows,
    Name = "GutCms Workflows (former name)",
    Description = "Keeps GutCms Workflows enabled where it was enabled under the name that it had.",
    Category = "Workflows",
    EnabledByDependencyOnly = true,
    Dependencies = [FeatureIds.Workflows])]

namespace GutCms.OrchardCore;

/// <summary>What the manifest says more than once. The website is the <c>PackageProjectUrl</c> that the package is built with.</summary>
internal static partial class ManifestTexts
{
    public const string Category = "Content Management";
}
