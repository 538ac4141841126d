using GutCms.Core.Content.Items;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Core.Texts;
using GutCms.OrchardCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OrchardCore.ContentManagement;
using OrchardCore.ContentManagement.Metadata;
using OrchardCore.ContentManagement.Utilities;
using OrchardCore.Environment.Shell.Scope;

namespace GutCms.OrchardCore.Medical;

/// <summary>Brings in the medical types of a site that has types of its own under some of their names: those under other names, which an administrator chooses, with the policies that are shipped.</summary>
internal sealed class InstallUnderOtherNames(IContentDefinitionManager definitions, MedicalTypes medical, IOptions<ContentOptions> code)
{
    private const int MaxLength = 64;

    /// <summary>Does it.</summary>
    /// <param name="actor">Who acts.</param>
    /// <param name="names">Names here, by the names that are taken: one for each.</param>
    /// <returns>Why not; null: it is done.</returns>
    public async Task<Refusal?> ExecuteAsync(Actor actor, IReadOnlyDictionary<string, string> names)
    {
        foreach (var permission in (string[])[Permissions.EditContentTypes, Permissions.ManageReviewPolicies])
        {
            if (!Authorization.Allows(actor, permission))
            {
                return Refusal.Forbidden(Sentence.Verbatim($"To install content types under other names takes the permission '{permission}'."), permission);
            }
        }

        var types = await medical.ListAsync();
        if (FindBar(types) is { } bar)
        {
            return new(RefusalKind.Conflict, Sentence.Verbatim(bar));
        }

        var wanted = types.Where(type => type.IsInTheWay).ToDictionary(type => type.Name, type => (names.GetValueOrDefault(type.Name) ?? "").Trim(), StringComparer.Ordinal);
        var taken = await ListTakenAsync(types);
        foreach (var (type, name) in wanted)
        {
            if (FindFault(type, name, taken) is { } fault)
            {
                return new(RefusalKind.Invalid, Sentence.Verbatim(fault));
            }

            taken.Add(name);
        }

        await BringInAsync(wanted);
        return null;
    }

    /// <summary>Why a site can have no medical types under other names; null: it can.</summary>
    public static string? FindBar(IReadOnlyList<MedicalType> types)
    {
        var taken = types.Where(type => type.IsInTheWay).Select(type => type.Name).ToList();
        return taken.Count == 0 ? "No name of the medical types is taken by a content type of the site's own."
            : taken.Contains(ItemMeaning.Disclaimer) ? "The site has a content type of its own named Disclaimer. What other items are shown with is told by that name, so ours cannot have another. Rename that type first."
            : types.FirstOrDefault(type => type.OtherName is not null) is { } other ? $"{other.Name} stands under the name {other.OtherName} already, and holds the other types under the names that they had then."
            : null;
    }

    /// <summary>Whatever a type or its part could be taken for, in any case: that is how Orchard Core finds them.</summary>
    private async Task<HashSet<string>> ListTakenAsync(IReadOnlyList<MedicalType> types)
    {
        var taken = new HashSet<string>(types.Select(type => type.Name), StringComparer.OrdinalIgnoreCase);
        taken.UnionWith((await definitions.ListTypeDefinitionsAsync()).Select(type => type.Name));
        taken.UnionWith((await definitions.ListPartDefinitionsAsync()).Select(part => part.Name));
        taken.UnionWith(code.Value.ContentPartOptions.Select(part => part.Type.Name));
        return taken;
    }

    private static string? FindFault(string type, string name, HashSet<string> taken) =>
        name.Length == 0 ? $"{type} needs another name."
        : name.Length > MaxLength || !char.IsAsciiLetter(name[0]) || !name.All(char.IsAsciiLetterOrDigit) || name.IsReservedContentName()
            ? $"'{name}' cannot be the name of a content type: a name is a letter, then letters and digits without accents, {MaxLength} characters at most, and none of Orchard Core's own members of items."
        : taken.Contains(name) ? $"The name '{name}' is taken. Choose another for {type}."
        : null;

    /// <summary>Types first, since policies ask what they are made of. Whatever ends it between the two, the policies come at the next start.</summary>
    private static async Task BringInAsync(Dictionary<string, string> names)
    {
        await ShellScope.UsingChildScopeAsync(async scope =>
        {
            await scope.ServiceProvider.GetRequiredService<DefaultReview>().OweAsync();
            await scope.ServiceProvider.GetRequiredService<MedicalTypes>().InstallUnderAsync(names);
        });
        await ShellScope.UsingChildScopeAsync(scope => scope.ServiceProvider.GetRequiredService<DefaultReview>().BringInAsync());
    }
}
