namespace GutCms.Web.Features.Keys;

/// <summary>Section <c>GutCms:Keys</c>: how the keys in the database are protected.</summary>
internal sealed class KeyOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "GutCms:Keys";

    /// <summary>Path of a PKCS #12 file whose certificate encrypts the keys in the database; null: they lie there as they are.</summary>
    public string? Certificate { get; set; }

    /// <summary>A site that others can reach signs certificates though no certificate encrypts its keys.</summary>
    public bool AllowUnencrypted { get; set; }

    /// <summary>Password of that file; null: it has none.</summary>
    public string? CertificatePassword { get; set; }

    /// <summary>Earlier files, so that what they encrypted can still be read after the certificate was replaced.</summary>
    public string[] FormerCertificates { get; set; } = [];
}
