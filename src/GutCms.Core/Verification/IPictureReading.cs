using GutCms.Core.Media;

namespace GutCms.Core.Verification;

/// <summary>Reads the files of pictures for a verification.</summary>
public interface IPictureReading
{
    /// <summary>SHA-256 of the bytes that are there, 64 hexadecimal digits in lower case; null: there is no file.</summary>
    Task<string?> HashAsync(MediaFile file, CancellationToken cancellationToken);
}
