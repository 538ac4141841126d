using System.Text.Json.Nodes;
using GutCms.Core.Keys;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Web.Features.Hosting;
using GutCms.Web.Features.Keys;
using GutCms.Web.Features.Look;
using GutCms.Web.Features.Notices.Mailing;
using GutCms.Web.Features.Settings;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Admin.Site;

/// <summary>How the site is set up: settings that hold without a restart, names of drugs, and signing keys. The rest is for recipes and the configuration.</summary>
[AdminPermission(Permissions.ManageSettings, Permissions.ManageSigningKeys)]
internal sealed class IndexModel(
    IContentStore store, ChangeSettings change, ChangeDrugNames drugs, ISigningKeys keys, RotateKey rotate, SiteAddress site, SiteIssuer issuer, UploadLogo logo, SendTestMail testMail,
    IStringLocalizer<AdminText> words, IStringLocalizer<DeskText> desk) : AdminPage(words)
{
    /// <summary>Settings that can be changed here.</summary>
    public ChangeSettings.Result Form { get; private set; } = new([], 0);

    /// <summary>Their values as they were typed, by key.</summary>
    [BindProperty]
    public Dictionary<string, string?> Values { get; set; } = [];

    /// <summary>Revision of the settings that the visitor was looking at.</summary>
    [BindProperty]
    public int Revision { get; set; }

    /// <summary>The site's own names of drugs, one a line.</summary>
    [BindProperty]
    public string? DrugNames { get; set; }

    /// <summary>The visitor may change settings.</summary>
    public bool MayChange => Authorization.Allows(Actor, Permissions.ManageSettings);

    /// <summary>What recipes have set, by group and name.</summary>
    public IReadOnlyList<(string Name, string Value)> Settings { get; private set; } = [];

    /// <summary>Public address; null: it has none, and signs nothing.</summary>
    public string? PublicAddress => site.Public;

    /// <summary>Only this machine can reach the site.</summary>
    public bool IsTrial => issuer.IsTrial;

    /// <summary>Why the site signs no certificates; null: it does.</summary>
    public string? Obstacle => issuer.Obstacle?.ToCurrent();

    /// <summary>Signing keys, newest first.</summary>
    public IReadOnlyList<SigningKey> Keys { get; private set; } = [];

    /// <summary>The visitor may change keys.</summary>
    public bool MayRotate => Authorization.Allows(Actor, Permissions.ManageSigningKeys);

    /// <summary>Shows it.</summary>
    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        Revision = Form.Revision;
        DrugNames = string.Join('\n', (await drugs.ReadAsync(cancellationToken)).Names);
    }

    /// <summary>Saves the settings; <paramref name="reset"/> names one that is to be as the configuration says.</summary>
    public async Task<IActionResult> OnPostAsync([FromForm] string? reset, CancellationToken cancellationToken)
    {
        var outcome = await change.ExecuteAsync(Actor, reset is null ? Values : new Dictionary<string, string?> { [reset] = null }, Revision, cancellationToken);
        if (outcome.Succeeded)
        {
            return Done(desk["Settings.Saved"], "/admin/settings");
        }

        await LoadAsync(cancellationToken);
        DrugNames = string.Join('\n', (await drugs.ReadAsync(cancellationToken)).Names);
        return Refuse(outcome.Refusal);
    }

    /// <summary>How the setting of the logo stands.</summary>
    public ChangeSettings.Standing Logo => Form.Settings.Single(standing => standing.Setting.Key == UploadLogo.Key);

    /// <summary>Takes a picture as logo.</summary>
    public async Task<IActionResult> OnPostLogoAsync(IFormFile? file, CancellationToken cancellationToken)
    {
        using MemoryStream bytes = new();
        if (file is { Length: <= LogoFile.MaxBytes })
        {
            await file.CopyToAsync(bytes, cancellationToken);
        }

        var outcome = await logo.ExecuteAsync(Actor, file is { Length: > LogoFile.MaxBytes } ? new byte[LogoFile.MaxBytes + 1] : bytes.ToArray(), Revision, cancellationToken);
        if (outcome.Succeeded)
        {
            return Done(desk["Settings.LogoDone"], "/admin/settings");
        }

        await LoadAsync(cancellationToken);
        DrugNames = string.Join('\n', (await drugs.ReadAsync(cancellationToken)).Names);
        return Refuse(outcome.Refusal);
    }

    /// <summary>Saves the names of drugs.</summary>
    public async Task<IActionResult> OnPostDrugsAsync(CancellationToken cancellationToken)
    {
        var outcome = await drugs.ExecuteAsync(Actor, (DrugNames ?? "").Split('\n'), cancellationToken);
        if (outcome.Succeeded)
        {
            return Done(desk["Settings.DrugsSaved", outcome.Value.Names.Length], "/admin/settings");
        }

        await LoadAsync(cancellationToken);
        Values = [];
        return Refuse(outcome.Refusal);
    }

    /// <summary>Sends a mail to the visitor.</summary>
    public async Task<IActionResult> OnPostTestMailAsync(CancellationToken cancellationToken)
    {
        var outcome = await testMail.ExecuteAsync(Actor, cancellationToken);
        if (outcome.Succeeded)
        {
            return Done(desk["Settings.TestMailSent", outcome.Value], "/admin/settings");
        }

        await OnGetAsync(cancellationToken);
        Values = [];
        return Refuse(outcome.Refusal);
    }

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        Form = await change.ReadAsync(cancellationToken);
        await using var work = await store.ReadAsync(cancellationToken);
        var documents = await work.ListDocumentsAsync(SiteDocuments.Settings, cancellationToken);
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
