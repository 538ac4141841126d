using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Admin;

/// <summary>The first page: where things stand.</summary>
[AdminPermission]
internal sealed class IndexModel(IStringLocalizer<AdminText> words) : AdminPage(words);
