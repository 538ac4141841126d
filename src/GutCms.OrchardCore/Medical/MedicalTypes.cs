using GutCms.Core.Content.Items;
using GutCms.OrchardCore.Storage;

namespace GutCms.OrchardCore.Medical;

/// <summary>The content types that medical articles are made of, and whether the site has them. A type that is there already is never changed, whosesoever it is.</summary>
internal sealed class MedicalTypes(ContentReader content, ShippedDefinitions shipped)
{
    /// <summary>The types in the order in which they are listed to people.</summary>
    public async Task<IReadOnlyList<MedicalType>> ListAsync() => MedicalShapes.Of(await content.GetDefinitionsAsync());

    /// <summary>The names that types of the site's own have taken.</summary>
    public async Task<IReadOnlyList<string>> ListTakenAsync() => [.. (await ListAsync()).Where(type => type.Standing == TypeStanding.Foreign).Select(type => type.Name)];

    /// <summary>Brings in the types that are missing: all of them, or disclaimers alone where a name that articles need is taken; none where that of disclaimers is.</summary>
    /// <returns>The names of those that are new.</returns>
    public async Task<IReadOnlyList<string>> InstallAsync()
    {
        var all = await ListAsync();
        var taken = all.Where(type => type.Standing == TypeStanding.Foreign).Select(type => type.Name).ToList();
        var wanted = taken.Contains(ItemMeaning.Disclaimer) ? []
            : all.Where(type => type.Standing == TypeStanding.Missing && (taken.Count == 0 || type.Name == ItemMeaning.Disclaimer)).Select(type => type.Name).ToList();
        if (wanted.Count > 0)
        {
            await shipped.BringInAsync(wanted);
        }

        return wanted;
    }
}
