using System.Globalization;
using GutCms.Api.Http;
using GutCms.Core.Storage;
using Microsoft.Extensions.Primitives;

namespace GutCms.Api.Delivery;

/// <summary>A form of a document as it goes out: the bytes and the header values that belong to them.</summary>
internal sealed record PreparedForm(byte[] Body, string EntityTag, StringValues ContentEncoding)
{
    public static PreparedForm Of(byte[] body, string tag, ContentCoding coding) =>
        new(body, ContentCodings.EntityTag(tag, coding), ContentCodings.Token(coding) is { } token ? token : StringValues.Empty);
}

/// <summary>Header values of a document, made once for as long as its instance is held in the cache.</summary>
internal sealed class PreparedDocument
{
    private readonly DeliveredDocument _document;
    private readonly PreparedForm _identity;
    private readonly PreparedForm _gzip;
    private readonly PreparedForm _brotli;

    private PreparedDocument(DeliveredDocument document)
    {
        _document = document;
        _identity = PreparedForm.Of(document.Identity, document.ETag, ContentCoding.Identity);
        _gzip = PreparedForm.Of(document.Gzip, document.ETag, ContentCoding.Gzip);
        _brotli = PreparedForm.Of(document.Brotli, document.ETag, ContentCoding.Brotli);
        LastModified = document.LastModifiedUtc.ToString("R", CultureInfo.InvariantCulture);
        SurrogateKeys = document.SurrogateKeys;
    }

    public string LastModified { get; }

    public StringValues SurrogateKeys { get; }

    public static PreparedDocument For(DeliveredDocument document)
    {
        // Two requests may both prepare it at first; the values are equal and one of them stays.
        if (document.Companion is PreparedDocument prepared && ReferenceEquals(prepared._document, document))
        {
            return prepared;
        }

        prepared = new PreparedDocument(document);
        document.Companion = prepared;
        return prepared;
    }

    public PreparedForm Form(ContentCoding coding) => coding switch
    {
        ContentCoding.Brotli => _brotli,
        ContentCoding.Gzip => _gzip,
        _ => _identity,
    };
}
