using GutCms.Core.Content.Items;

namespace GutCms.Web.Storage.Content;

/// <summary>What <see cref="ItemMeaning"/> says of a version, as conditions on the table of references.</summary>
internal static class MeaningSql
{
    /// <summary>A reference says in which series a version is presented; as <see cref="ItemMeaning.SeriesOf"/>.</summary>
    /// <param name="reference">Alias of <c>ContentReferences</c>.</param>
    /// <param name="version">Alias of <c>ContentVersions</c>.</param>
    public static string IsInSeries(string reference, string version) => IsFirst(reference, version, ItemMeaning.SeriesField);

    /// <summary>A reference says with which disclaimer a version is shown; as <see cref="ItemMeaning.DisclaimerOf"/>.</summary>
    /// <param name="reference">Alias of <c>ContentReferences</c>.</param>
    /// <param name="version">Alias of <c>ContentVersions</c>.</param>
    public static string ShowsDisclaimer(string reference, string version) =>
        $"""{IsFirst(reference, version, ItemMeaning.DisclaimerField)} AND {version}."ContentType" <> '{ItemMeaning.Disclaimer}'""";

    private static string IsFirst(string reference, string version, string field) =>
        $"""{reference}."VersionSequence" = {version}."Sequence" AND {reference}."Field" = {version}."ContentType" || '.{field}' AND {reference}."Position" = 0""";
}
