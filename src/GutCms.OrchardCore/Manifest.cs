using GutCms.OrchardCore.Workflows;
using OrchardCore.Modules.Manifest;

[assembly: Module(
    Name = "GutCms",
    Author = "GutCms",
    Version = "0.1.0",
    Description = "Medical editorial work: articles that nobody publishes unreviewed, with certificates, an audit log and a delivery API.",
    Category = "Content Management")]

[assembly: Feature(
    Id = "GutCms.OrchardCore",
    Name = "GutCms",
    Description = "Medical editorial work: articles that nobody publishes unreviewed, with certificates, an audit log and a delivery API.",
    Category = "Content Management",
    Dependencies =
    [
        "OrchardCore.Alias",
        "OrchardCore.Autoroute",
        "OrchardCore.ContentFields",
        "OrchardCore.Contents",
        "OrchardCore.ContentTypes",
        "OrchardCore.Flows",
        "OrchardCore.Html",
        "OrchardCore.PublishLater",
        "OrchardCore.Recipes.Core",
        "OrchardCore.Roles",
        "OrchardCore.Title",
        "OrchardCore.Users",
    ])]

[assembly: Feature(
    Id = WorkflowsStartup.FeatureId,
    Name = "GutCms Workflows",
    Description = "Tells workflows when content was submitted for review and when a reviewer has decided, and lets them request a review.",
    Category = "Workflows",
    Dependencies = ["GutCms.OrchardCore", "OrchardCore.Workflows"])]
