using GutCms.Core.Media;
using GutCms.Core.Media.UseCases;

namespace GutCms.Api.Media;

/// <summary>A page of the library.</summary>
/// <param name="Total">Number of pictures over all pages.</param>
/// <param name="Items">Pictures, the latest first.</param>
/// <param name="NextCursor">Sent as <c>after</c> for the next page; null on the last one.</param>
public sealed record MediaPageResponse(long Total, IReadOnlyList<MediaResponse> Items, string? NextCursor);

/// <summary>A picture and what is said about it.</summary>
/// <param name="Sha256">SHA-256 of its bytes, 64 hexadecimal digits; its id.</param>
/// <param name="FileName">Name, for people.</param>
/// <param name="MediaType">Its media type.</param>
/// <param name="Bytes">Length in bytes.</param>
/// <param name="Width">Width in pixels.</param>
/// <param name="Height">Height in pixels.</param>
/// <param name="Alt">What it tells somebody who does not see it; null: nothing was written.</param>
/// <param name="Decorative">It tells nothing that the text does not.</param>
/// <param name="Ready">It has an alternative text, or is decorative.</param>
/// <param name="Caption">Words below it; null: none.</param>
/// <param name="Credit">Who made it; null: nothing is said.</param>
/// <param name="License">Under which terms it may be used; null: nothing is said.</param>
/// <param name="FocusX">What has to be seen when it is cropped: percent of the width from the left.</param>
/// <param name="FocusY">Likewise, percent of the height from the top.</param>
/// <param name="UploadedBy">User name of whoever uploaded it.</param>
/// <param name="UploadedUtc">When it was uploaded, UTC.</param>
/// <param name="Path">Name of the picture in content of the type <c>MediaField</c>; it is served under <c>/media/</c>.</param>
/// <param name="Src">Address of the picture itself, from the root of the site; what it shows never changes.</param>
/// <param name="SrcSet">Value of <c>srcset</c>, in WebP; empty: it is smaller than any variant, or too high for each.</param>
/// <param name="Crops">The same, cropped around the focus in the ratios of the site.</param>
public sealed record MediaResponse(
    string Sha256, string FileName, string MediaType, long Bytes, int Width, int Height, string? Alt, bool Decorative, bool Ready, string? Caption, string? Credit, string? License, int FocusX, int FocusY,
    string UploadedBy, DateTime UploadedUtc, string Path, string Src, string SrcSet, IReadOnlyList<MediaCropResponse> Crops)
{
    internal static MediaResponse Of(MediaFile file, CropRatios ratios) => new(
        file.Sha256, file.FileName, file.MediaType, file.Bytes, file.Width, file.Height, file.Alt, file.IsDecorative, file.IsReady, file.Caption, file.Credit, file.License, file.FocusX, file.FocusY,
        file.UploadedByName, file.UploadedUtc, MediaAddresses.PathOf(file), MediaAddresses.Of(file), MediaAddresses.SourceSet(file, null),
        [.. ratios.Present.Select(ratio => new MediaCropResponse(ratio.Name, MediaAddresses.SourceSet(file, ratio))).Where(crop => crop.SrcSet.Length > 0)]);
}

/// <summary>A picture, cropped.</summary>
/// <param name="Ratio">Width to height: <c>16x9</c>.</param>
/// <param name="SrcSet">Value of <c>srcset</c>, in WebP.</param>
public sealed record MediaCropResponse(string Ratio, string SrcSet);

/// <summary>A picture and where it is used.</summary>
/// <param name="Media">The picture.</param>
/// <param name="Uses">Items whose latest or live version shows it, as far as the caller may know of them.</param>
/// <param name="HiddenUses">How many more there are.</param>
public sealed record MediaDetailsResponse(MediaResponse Media, IReadOnlyList<MediaUseResponse> Uses, int HiddenUses)
{
    internal static MediaDetailsResponse Of(GetMedia.Result result, CropRatios ratios) =>
        new(MediaResponse.Of(result.File, ratios), [.. result.Uses.Select(use => new MediaUseResponse(use.ContentItemId, use.ContentType, use.Title, use.IsLive))], result.HiddenUses);
}

/// <summary>An item that shows a picture.</summary>
/// <param name="ContentItemId">The item.</param>
/// <param name="ContentType">Its type.</param>
/// <param name="Title">Its title; null: it has none.</param>
/// <param name="Live">Its live version shows the picture.</param>
public sealed record MediaUseResponse(string ContentItemId, string ContentType, string? Title, bool Live);
