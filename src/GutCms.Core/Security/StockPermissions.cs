using System.Collections.Frozen;

namespace GutCms.Core.Security;

/// <summary>Names of permissions that Orchard Core's own modules have and this program has no use for: recipes name them.</summary>
public static class StockPermissions
{
    private static readonly FrozenSet<string> Names = new[]
    {
        "AccessAdminDashboard", "ApiViewContent", "ApplyTheme", "DeleteUsers", "DisableTwoFactorAuthenticationForUsers", "EditUsers", "ExecuteApiAll", "ExecuteGraphQLMutations",
        "ExecuteWorkflows", "ExportRemoteInstances", "ListUsers", "LocalizeContent", "LocalizeOwnContent", "ManageAdminDashboard", "ManageAdminMenu", "ManageAdminSettings",
        "ManageAdminTemplates", "ManageAssetCache", "ManageAttachedMediaFieldsFolder", "ManageAzureAISearchISettings", "ManageBackgroundTasks", "ManageClientSettings",
        "ManageContentCulturePicker", "ManageCorsSettings", "ManageCultures", "ManageDeploymentPlan", "ManageElasticIndexes", "ManageEmailSettings", "ManageFacebookApp",
        "ManageFeatures", "ManageGitHubAuthentication", "ManageGoogleAnalytics", "ManageGoogleAuthentication", "ManageGoogleTagManager", "ManageHttps", "ManageIndexes",
        "ManageLayers", "ManageLiquidTemplates", "ManageLocalization", "ManageLuceneIndexes", "ManageMediaFolder", "ManageMediaProfiles", "ManageMenu",
        "ManageMicrosoftAuthentication", "ManageNotifications", "ManageOthersMediaContent", "ManageOwnMediaContent", "ManageOwnUserInformation", "ManageOwnUserProfile",
        "ManagePlacements", "ManageQueries", "ManageReCaptchaSettings", "ManageRemoteClients", "ManageRemoteInstances", "ManageResourceSettings", "ManageReverseProxySettings",
        "ManageScopes", "ManageSearchSettings", "ManageSecurityHeadersSettings", "ManageSeoSettings", "ManageServerSettings", "ManageShortcodeTemplates", "ManageSitemaps",
        "ManageSmsSettings", "ManageSqlQueries", "ManageTaxonomy", "ManageTemplates", "ManageTenantFeatureProfiles", "ManageTenants", "ManageTranslations", "ManageTwitter",
        "ManageTwitterSettings", "ManageTwitterSignin", "ManageUrlRewritingRules", "ManageValidationSettings", "ManageWorkflowSettings", "ManageWorkflows",
        "QueryElasticsearchApi", "QueryLuceneApi", "QuerySearchIndex", "SetHomepage", "ViewAdminMenuAll", "ViewAmazonS3MediaOptions", "ViewAzureMediaOptions",
        "ViewDynamicTranslations", "ViewMediaContent", "ViewMediaOptions", "ViewMiniProfilerOnBackEnd", "ViewMiniProfilerOnFrontEnd", "ViewOthersMediaContent",
        "ViewOwnMediaContent", "ViewRoles", "ViewRootMediaContent", "ViewUsers",
    }.ToFrozenSet(StringComparer.Ordinal);

    // For one role, query, index, menu, folder, culture or type of settings.
    private static readonly string[] Prefixes =
    [
        "DeleteUsersInRole_", "EditUsersInRole_", "ExecuteApi_", "ListUsersInRole_", "ManageCustomSettings_", "ManageOwnCustomUserSettings_", "ManageTranslations_", "ManageUsersInRole_",
        "QueryIndex_", "ViewAdminMenu_", "ViewMediaContent_",
    ];

    /// <summary>Whether Orchard Core knows the name and this program does not. Case-sensitive.</summary>
    public static bool Contains(string name) =>
        !Permissions.IsKnown(name) && (Names.Contains(name) || Array.Exists(Prefixes, prefix => name.StartsWith(prefix, StringComparison.Ordinal) && name.Length > prefix.Length) || IsOfIndex(name));

    private static bool IsOfIndex(string name) =>
        name.EndsWith("Index", StringComparison.Ordinal)
        && (name.StartsWith("QueryLucene", StringComparison.Ordinal) || name.StartsWith("QueryElasticsearch", StringComparison.Ordinal));
}
