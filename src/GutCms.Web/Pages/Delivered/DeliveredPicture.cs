using GutCms.Core.Media;

namespace GutCms.Web.Pages.Delivered;

/// <summary>A picture with what is said about it: as the text has it, or with addresses and size as it is delivered beside the text.</summary>
internal sealed record DeliveredPicture
{
    /// <summary>Name of the picture; null: none is chosen yet.</summary>
    public string? Path { get; init; }

    /// <summary>Where it is served.</summary>
    public string? Src { get; init => field = value is null || value.StartsWith(MediaAddresses.Root + "/", StringComparison.Ordinal) ? value : null; }

    /// <summary>Width in pixels; null: not known.</summary>
    public int? Width { get; init; }

    /// <summary>Height in pixels; null: not known.</summary>
    public int? Height { get; init; }

    /// <summary>What it tells somebody who does not see it; null or empty: nothing.</summary>
    public string? Alt { get; init; }

    /// <summary>Words below it.</summary>
    public string? Caption { get; init; }

    /// <summary>Who made it.</summary>
    public string? Credit { get; init; }

    /// <summary>Under which terms it may be used.</summary>
    public string? License { get; init; }

    /// <summary>Addresses by width.</summary>
    public string? Srcset { get; init; }

    /// <summary>Address of the picture.</summary>
    public string Source => Src ?? MediaAddresses.Of(Path ?? "");

    /// <summary>Its address with that of the site before it, wherever the site is mounted.</summary>
    /// <param name="content">Makes an address of one that begins with <c>~</c>.</param>
    public string? SourceSet(Func<string, string> content) =>
        Srcset is null ? null : string.Join(", ", Srcset.Split(", ").Select(source => content("~" + source)));

    /// <summary>The terms when they are an address that a browser may follow.</summary>
    public string? LicenseAddress => Uri.TryCreate(License, UriKind.Absolute, out var address) && (address.Scheme is "http" or "https") ? address.AbsoluteUri : null;

    /// <summary>Something stands below it.</summary>
    public bool IsDescribed => Caption is not null || Credit is not null || License is not null;
}
