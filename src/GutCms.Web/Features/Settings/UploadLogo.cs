using System.Text.Json.Nodes;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Web.Features.Look;
using GutCms.Web.Texts;

namespace GutCms.Web.Features.Settings;

/// <summary>Takes a picture as the site's logo: kept in the database, so that every node has it, and in force at once. The setting of its path changes with it, on record.</summary>
internal sealed class UploadLogo(ChangeSettings change)
{
    /// <summary>Key of the setting.</summary>
    public const string Key = $"{LookOptions.Section}:{nameof(LookOptions.Logo)}";

    /// <summary>Does it.</summary>
    /// <param name="actor">Who asks: with the permission to manage settings.</param>
    /// <param name="bytes">The picture: PNG, JPEG, WebP, or SVG without scripts; at most <see cref="LogoFile.MaxBytes"/>.</param>
    /// <param name="revision">The revision of the settings that the actor was looking at.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<Outcome<ChangeSettings.Result>> ExecuteAsync(Actor actor, byte[] bytes, int revision, CancellationToken cancellationToken)
    {
        if (!Authorization.Allows(actor, Permissions.ManageSettings))
        {
            return Refusal.Forbidden(SiteSentence.Of("Settings.MayNot"), Permissions.ManageSettings);
        }

        var (logo, fault) = LogoFile.Read(bytes);
        if (logo is null)
        {
            return new Refusal(RefusalKind.Invalid, SiteSentence.Of("Settings.Bad")) { Faults = [new("Logo", fault!)] };
        }

        var document = new JsonObject { ["name"] = logo.Name, ["data"] = Convert.ToBase64String(logo.Bytes) };
        return await change.ExecuteAsync(
            actor, new Dictionary<string, string?> { [Key] = "/look/" + logo.Name }, revision, work => work.SaveDocumentAsync(LogoFile.DocumentKind, LogoFile.DocumentName, document, cancellationToken), cancellationToken);
    }
}
