using System.Data.Common;
using GutCms.Core.Storage;

namespace GutCms.Web.Storage.Databases;

/// <summary>The second gate of publication: triggers refuse a live row, and a document, of a type under policy without a grant or an import mark for exactly its text.</summary>
internal static class Gate
{
    /// <summary>Stands in the message of the trigger.</summary>
    public const string Marker = "gutcms-gate";

    /// <summary>Stands in the message of the triggers that protect grants, reviews and other records.</summary>
    public const string RecordMarker = "gutcms-record";

    /// <summary>Carries out a write and turns the trigger's refusal into the exception that callers of the store know.</summary>
    /// <exception cref="PublicationRefusedException">The trigger refused; nothing of the transaction can be kept.</exception>
    public static async Task GuardAsync(SqlSession session, Func<Task> write)
    {
        try
        {
            await write();
        }
        catch (DbException exception) when (exception.Message.Contains(Marker, StringComparison.Ordinal))
        {
            session.HasFailed = true;
            throw new PublicationRefusedException(
                "A version or a document of a type under a review policy was to be live without an approval or an import mark for exactly this text. Nothing was written.", exception);
        }
    }
}
