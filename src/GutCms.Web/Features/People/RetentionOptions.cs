using System.ComponentModel.DataAnnotations;

namespace GutCms.Web.Features.People;

/// <summary>Section <c>GutCms:Retention</c>: how long what is about people is kept where the record does not need it.</summary>
internal sealed class RetentionOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "GutCms:Retention";

    /// <summary>Days after the last decision that somebody signed for which the account keeps its names though the person was made anonymous, 0 to 36500; 0: they go at once.</summary>
    [Range(0, 36500, ErrorMessage = "GutCms:Retention:SignerDays has to be 0 to 36500.")]
    public int SignerDays { get; set; } = 3650;

    /// <summary>Days for which the addresses of refused attempts by people who are not signed in are kept, 1 to 3650.</summary>
    [Range(1, 3650, ErrorMessage = "GutCms:Retention:AddressDays has to be 1 to 3650.")]
    public int AddressDays { get; set; } = 30;

    /// <summary>Days for which preview links are kept after their end, 1 to 3650.</summary>
    [Range(1, 3650, ErrorMessage = "GutCms:Retention:PreviewLinkDays has to be 1 to 3650.")]
    public int PreviewLinkDays { get; set; } = 90;

    /// <summary>Days for which events that were given up are kept while nobody decides about them, 1 to 3650.</summary>
    [Range(1, 3650, ErrorMessage = "GutCms:Retention:GivenUpDays has to be 1 to 3650.")]
    public int GivenUpDays { get; set; } = 90;
}
