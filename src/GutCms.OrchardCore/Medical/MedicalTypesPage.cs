using GutCms.OrchardCore.Storage;

namespace GutCms.OrchardCore.Medical;

/// <summary>What the page of medical types shows.</summary>
/// <param name="Types">The medical types.</param>
/// <param name="Own">Types that can be put under a review.</param>
/// <param name="Roles">Names of the roles that can be asked for an approval.</param>
/// <param name="MayChange">The reader may put types under a review.</param>
public sealed record MedicalTypesPage(IReadOnlyList<MedicalType> Types, IReadOnlyList<OwnType> Own, IReadOnlyList<string> Roles, bool MayChange)
{
    /// <summary>The role that reviews in the recipes that are shipped.</summary>
    public const string UsualRole = "MedicalReviewer";

    /// <summary>Names that types of the site's own have taken, and for which none stands under another name.</summary>
    public IReadOnlyList<string> Taken => [.. Types.Where(type => type.IsInTheWay).Select(type => type.Name)];

    /// <summary>Those names could be exchanged for others.</summary>
    public bool CanInstallUnderOtherNames => InstallUnderOtherNames.FindBar(Types) is null;

    /// <summary>Something could be brought in now.</summary>
    public bool CanInstall => Taken.Count == 0 && Types.Any(type => type.Standing == TypeStanding.Missing);
}
