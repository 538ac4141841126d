namespace GutCms.Web.Features.Hosting;

/// <summary>What whoever starts the site says about it: configuration keys and whether to show details.</summary>
/// <param name="Configuration">Keys and values that override appsettings and environment, for example <c>GutCms:DataDirectory</c>.</param>
/// <param name="Verbose">Log at information level and show the cause of an error.</param>
internal sealed record SiteArguments(IReadOnlyDictionary<string, string?> Configuration, bool Verbose);
