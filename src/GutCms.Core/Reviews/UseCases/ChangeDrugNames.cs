using System.Collections.Immutable;
using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Diff;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Core.Texts;

namespace GutCms.Core.Reviews.UseCases;

/// <summary>Replaces the names of drugs that a site adds to the common ones, which comparisons of versions mark loudly.</summary>
public sealed class ChangeDrugNames(ReviewPorts ports)
{
    /// <summary>Most names.</summary>
    public const int Most = 1000;

    /// <summary>Most characters of a name.</summary>
    public const int LongestName = 100;

    /// <summary>Path of the names in faults.</summary>
    public const string Field = "DrugNames";

    /// <summary>What is on file now.</summary>
    /// <param name="Names">The site's own names, ordered.</param>
    public sealed record Result(ImmutableArray<string> Names);

    /// <summary>The names on file. Reads only.</summary>
    public async Task<Result> ReadAsync(CancellationToken cancellationToken)
    {
        await using var work = await ports.Store.ReadAsync(cancellationToken);
        return new(await SiteDrugNames.ReadAsync(work, cancellationToken));
    }

    /// <summary>Does it. The names that are on file already are no change and are not recorded.</summary>
    /// <param name="actor">Who asks: with the permission to manage settings.</param>
    /// <param name="names">All of them, in any order; what is empty is left out, and of names that differ in case only the first is kept.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<Outcome<Result>> ExecuteAsync(Actor actor, IReadOnlyList<string> names, CancellationToken cancellationToken) =>
        Attempt.RunAsync<Result>(ports, actor, AuditActions.SettingsChange, contentItemId: null, async attempt =>
        {
            if (!Authorization.Allows(actor, Permissions.ManageSettings))
            {
                return Refusal.Forbidden(Sentence.Of("Refused.Settings"), Permissions.ManageSettings);
            }

            ImmutableArray<string> own = [.. names.Select(name => name.Trim()).Where(name => name.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase)];
            if (Faults(own) is { IsEmpty: false } faults)
            {
                return new Refusal(RefusalKind.Invalid, Sentence.Of("Refused.DrugNames")) { Faults = faults };
            }

            var known = await SiteDrugNames.ReadAsync(attempt.Work, cancellationToken);
            if (!known.SequenceEqual(own, StringComparer.Ordinal))
            {
                await attempt.Work.SaveDocumentAsync(SiteDrugNames.DocumentKind, SiteDrugNames.DocumentName, SiteDrugNames.Write(own), cancellationToken);
                await attempt.AuditAsync(AuditActions.SettingsChange, null, null, null, new JsonObject
                {
                    ["kind"] = SiteDrugNames.DocumentKind,
                    ["added"] = new JsonArray([.. own.Except(known, StringComparer.Ordinal).Select(name => (JsonNode)name)]),
                    ["removed"] = new JsonArray([.. known.Except(own, StringComparer.Ordinal).Select(name => (JsonNode)name)]),
                }, cancellationToken);
            }

            return new Result(own);
        }, cancellationToken);

    private static ImmutableArray<ContentFault> Faults(ImmutableArray<string> names)
    {
        var faults = names
            .Where(name => name.Length is < 2 or > LongestName || !name.Any(char.IsLetter) || name.Any(char.IsControl))
            .Select(name => new ContentFault(Field, Sentence.Of("DrugNames.Bad", name.Length > 40 ? name[..40] + "…" : name, LongestName)));
        return names.Length > Most ? [new(Field, Sentence.Of("DrugNames.TooMany", names.Length, Most))] : [.. faults.Take(5)];
    }
}
