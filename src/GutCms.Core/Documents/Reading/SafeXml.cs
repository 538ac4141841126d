using System.Xml;
using System.Xml.Linq;
using GutCms.Core.Documents.Model;
using GutCms.Core.Texts;

namespace GutCms.Core.Documents.Reading;

/// <summary>Reads XML of strangers: no entities, nothing is fetched, and it is no deeper and no longer than documents are.</summary>
internal static class SafeXml
{
    private const int MostDepth = 200;
    private const long MostCharacters = 60_000_000;

    /// <summary>Reads a document.</summary>
    /// <param name="bytes">Its bytes.</param>
    /// <param name="mayHaveType">See <see cref="Load(Func{TextReader}, bool)"/>.</param>
    /// <exception cref="DocumentException">It is no XML, too deep, or has entities.</exception>
    public static XElement Load(byte[] bytes, bool mayHaveType) => Load(settings => XmlReader.Create(new MemoryStream(bytes, writable: false), settings), mayHaveType);

    /// <summary>Reads a document.</summary>
    /// <param name="open">Opens its characters: they are read twice.</param>
    /// <param name="mayHaveType">A document type may be named. It is passed over, so that an entity that it declares is not known.</param>
    /// <exception cref="DocumentException">It is no XML, too deep, or has entities.</exception>
    public static XElement Load(Func<TextReader> open, bool mayHaveType) => Load(settings => XmlReader.Create(open(), settings), mayHaveType);

    private static XElement Load(Func<XmlReaderSettings, XmlReader> open, bool mayHaveType)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = mayHaveType ? DtdProcessing.Ignore : DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = MostCharacters,
            IgnoreProcessingInstructions = true,
            IgnoreComments = true,
            CloseInput = true,
        };
        try
        {
            // Before a tree is built of it.
            using (var reader = open(settings))
            {
                while (reader.Read())
                {
                    if (reader.Depth > MostDepth)
                    {
                        throw new DocumentException(Sentence.Of("Document.TooDeep"));
                    }
                }
            }

            using var tree = open(settings);
            return XDocument.Load(tree, LoadOptions.PreserveWhitespace).Root!;
        }
        catch (XmlException fault)
        {
            throw new DocumentException(Sentence.Of("Document.NotXml", Sentence.Verbatim(fault.Message)));
        }
    }
}
