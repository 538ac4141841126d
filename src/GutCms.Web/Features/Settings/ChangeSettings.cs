using System.Collections.Immutable;
using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Core.Texts;
using GutCms.Web.Texts;

namespace GutCms.Web.Features.Settings;

/// <summary>Changes settings that hold without a restart, and gives back what the configuration says. In force at once here, and on other nodes within half a minute.</summary>
internal sealed class ChangeSettings(IContentStore store, StoredSettings stored, IConfiguration configuration, TimeProvider time)
{
    /// <summary>How a setting stands.</summary>
    /// <param name="Setting">The setting.</param>
    /// <param name="Value">What holds.</param>
    /// <param name="IsStored">It was made in the admin.</param>
    /// <param name="IsFixed">The configuration of the server says it, which wins.</param>
    public sealed record Standing(SiteSetting Setting, string Value, bool IsStored, bool IsFixed);

    /// <summary>What holds now.</summary>
    /// <param name="Settings">All settings, in the order of the form.</param>
    /// <param name="Revision">How often they were changed; sent back with a change.</param>
    public sealed record Result(ImmutableArray<Standing> Settings, int Revision);

    /// <summary>How all settings stand. Reads only.</summary>
    public async Task<Result> ReadAsync(CancellationToken cancellationToken)
    {
        await using var work = await store.ReadAsync(cancellationToken);
        return Standings(await work.GetDocumentAsync(StoredSettings.DocumentKind, StoredSettings.DocumentName, cancellationToken));
    }

    /// <summary>Does it.</summary>
    /// <param name="actor">Who asks: with the permission to manage settings.</param>
    /// <param name="values">New values by key; null or empty: what the configuration says. Keys that are absent stay as they are.</param>
    /// <param name="revision">The revision that the actor was looking at.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<Outcome<Result>> ExecuteAsync(Actor actor, IReadOnlyDictionary<string, string?> values, int revision, CancellationToken cancellationToken) =>
        ExecuteAsync(actor, values, revision, with: null, cancellationToken);

    /// <summary>Does it together with what belongs to it.</summary>
    /// <param name="actor">Who asks: with the permission to manage settings.</param>
    /// <param name="values">New values by key.</param>
    /// <param name="revision">The revision that the actor was looking at.</param>
    /// <param name="with">What is written in the same transaction; null: nothing.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<Outcome<Result>> ExecuteAsync(Actor actor, IReadOnlyDictionary<string, string?> values, int revision, Func<IUnitOfWork, Task>? with, CancellationToken cancellationToken)
    {
        if (!Authorization.Allows(actor, Permissions.ManageSettings))
        {
            return Refusal.Forbidden(SiteSentence.Of("Settings.MayNot"), Permissions.ManageSettings);
        }

        var faults = values.Select(pair => (pair.Key, Fault: FaultOf(pair.Key, pair.Value))).Where(pair => pair.Fault is not null).ToList();
        if (faults.Count > 0)
        {
            return new Refusal(RefusalKind.Invalid, SiteSentence.Of("Settings.Bad")) { Faults = [.. faults.Select(pair => new ContentFault(pair.Key, pair.Fault!))] };
        }

        await using var work = await store.BeginAsync(cancellationToken);
        var document = await work.GetDocumentAsync(StoredSettings.DocumentKind, StoredSettings.DocumentName, cancellationToken);
        if (StoredSettings.RevisionOf(document) != revision)
        {
            return new Refusal(RefusalKind.Stale, SiteSentence.Of("Settings.Stale"));
        }

        var kept = StoredSettings.ValuesOf(document).ToDictionary(StringComparer.Ordinal);
        var changes = new JsonObject();
        foreach (var (key, value) in values)
        {
            var before = kept.GetValueOrDefault(key);
            var after = string.IsNullOrWhiteSpace(value) ? null : value.Trim();
            if (before == after)
            {
                continue;
            }

            changes[key] = new JsonObject { ["before"] = before, ["after"] = after };
            kept.Remove(key);
            if (after is not null)
            {
                kept[key] = after;
            }
        }

        if (with is not null)
        {
            await with(work);
        }

        if (changes.Count == 0)
        {
            if (with is not null)
            {
                await work.CommitAsync(cancellationToken);
            }

            return Standings(document);
        }

        document = new JsonObject
        {
            ["revision"] = revision + 1,
            ["values"] = new JsonObject(kept.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))),
        };
        await work.SaveDocumentAsync(StoredSettings.DocumentKind, StoredSettings.DocumentName, document, cancellationToken);
        await work.Audit.AppendAsync(
            new(time.GetUtcNow().UtcDateTime, actor, AuditActions.SettingsChange) { Details = new JsonObject { ["kind"] = StoredSettings.DocumentKind, ["changes"] = changes } }, cancellationToken);
        await work.CommitAsync(cancellationToken);
        stored.Take(document);
        return Standings(document);
    }

    private Result Standings(JsonObject? document)
    {
        var values = StoredSettings.ValuesOf(document);
        return new([.. SiteSetting.All.Select(setting =>
        {
            var isFixed = IsFixed(setting.Key);
            var own = isFixed ? null : values.GetValueOrDefault(setting.Key);
            return new Standing(setting, isFixed ? configuration[setting.Key] ?? "" : own ?? setting.Default, own is not null, isFixed);
        })], StoredSettings.RevisionOf(document));
    }

    private Sentence? FaultOf(string key, string? value) => SiteSetting.Find(key) is not { } setting ? SiteSentence.Of("Settings.None")
        : IsFixed(key) ? SiteSentence.Of("Settings.Fixed")
        : string.IsNullOrWhiteSpace(value) ? null : setting.FaultOf(value.Trim());

    private bool IsFixed(string key) => ((IConfigurationRoot)configuration).Providers.Any(provider => provider != stored && provider.TryGet(key, out _));
}
