using GutCms.Core.Content.Items;
using GutCms.OrchardCore.Storage;

namespace GutCms.OrchardCore.Medical;

/// <summary>The content types that medical articles are made of, and whether the site has them. A type that is there already is never changed, whosesoever it is.</summary>
internal sealed class MedicalTypes(ContentReader content, ShippedDefinitions shipped)
{
    /// <summary>The types in the order in which they are listed to people.</summary>
    public async Task<IReadOnlyList<MedicalType>> ListAsync() => MedicalShapes.Of(await content.GetDefinitionsAsync());

    /// <summary>The names that types of the site's own have taken, and for which no type stands under another name.</summary>
    public async Task<IReadOnlyList<string>> ListTakenAsync() => [.. (await ListAsync()).Where(type => type.IsInTheWay).Select(type => type.Name)];

    /// <summary>Brings in the types that are missing: all of them, or disclaimers alone where a name that articles need is taken; none where that of disclaimers is.</summary>
    /// <returns>The names of those that are new.</returns>
    public async Task<IReadOnlyList<string>> InstallAsync()
    {
        var all = await ListAsync();
        var taken = all.Where(type => type.IsInTheWay).Select(type => type.Name).ToList();
        var wanted = taken.Contains(ItemMeaning.Disclaimer) ? []
            : all.Where(type => type.Standing == TypeStanding.Missing && (taken.Count == 0 || type.Name == ItemMeaning.Disclaimer)).Select(type => type.Name).ToList();
        if (wanted.Count > 0)
        {
            await shipped.BringInAsync(wanted, OtherNames.Of(all));
        }

        return wanted;
    }

    /// <summary>Brings in the types that are missing, and others under the names that they are to have here.</summary>
    /// <param name="names">Names here, by the names that are taken.</param>
    public async Task InstallUnderAsync(IReadOnlyDictionary<string, string> names) => await shipped.BringInAsync(
        [.. (await ListAsync()).Where(type => type.Standing == TypeStanding.Missing || names.ContainsKey(type.Name)).Select(type => type.Name)], new OtherNames(names));
}
