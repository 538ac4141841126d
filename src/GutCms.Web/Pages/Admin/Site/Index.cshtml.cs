using System.Text.Json.Nodes;
using GutCms.Core.Certificates;
using GutCms.Core.Content;
using GutCms.Core.Security;
using GutCms.Web.Features.Keys;
using GutCms.Web.Features.Setup;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace GutCms.Web.Pages.Admin.Site;

/// <summary>How the site is set up. Settings are changed by recipe and configuration, keys here.</summary>
[AdminPermission(Permissions.ManageSettings, Permissions.ManageSigningKeys)]
internal sealed class IndexModel(
    IContentStore store, ISigningKeys keys, RotateKey rotate, IOptions<SiteOptions> site, IStringLocalizer<AdminText> words, IStringLocalizer<DeskText> desk) : AdminPage(words)
{
    /// <summary>Settings on file, by group and name.</summary>
    public IReadOnlyList<(string Name, string Value)> Settings { get; private set; } = [];

    /// <summary>Public address; null: that of each request.</summary>
    public Uri? PublicUrl => site.Value.PublicUrl;

    /// <summary>Signing keys, newest first.</summary>
    public IReadOnlyList<SigningKey> Keys { get; private set; } = [];

    /// <summary>The visitor may change keys.</summary>
    public bool MayRotate => Authorization.Allows(Actor, Permissions.ManageSigningKeys);

    /// <summary>Shows it.</summary>
    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        await using var work = await store.ReadAsync(cancellationToken);
        var documents = await work.ListDocumentsAsync("settings", cancellationToken);
        Settings = [.. documents.SelectMany(document => Leaves(document.Value, ""))];
        Keys = [.. (await keys.GetAllAsync(cancellationToken)).OrderByDescending(key => key.CreatedUtc)];
    }

    /// <summary>Retires the signing key and makes a new one.</summary>
    public async Task<IActionResult> OnPostRotateAsync(CancellationToken cancellationToken)
    {
        if (!MayRotate)
        {
            return StatusCode(StatusCodes.Status403Forbidden);
        }

        await rotate.ExecuteAsync(Actor, cancellationToken);
        return Done(desk["Settings.Rotated"], "/admin/settings");
    }

    private static IEnumerable<(string Name, string Value)> Leaves(JsonObject json, string prefix) => json.SelectMany(member => member.Value switch
    {
        JsonObject nested => Leaves(nested, prefix + member.Key + "."),
        null => [],
        var value => [(prefix + member.Key, value.ToString())],
    });
}
