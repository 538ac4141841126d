using System.Xml.Linq;
using GutCms.Web.Storage.Databases;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.EntityFrameworkCore;

namespace GutCms.Web.Features.Keys;

/// <summary>
/// The keys of data protection in the database: written by <paramref name="written"/>, read past EF's model. Every start reads them, and building the model
/// takes longer than all the rest of a start.
/// </summary>
internal sealed class KeyRing(Database database, IXmlRepository written) : IXmlRepository
{
    /// <inheritdoc/>
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var context = database.CreateContext();
        context.Database.OpenConnection();
        using var command = context.Database.GetDbConnection().CreateCommand();
        command.CommandText = """SELECT "Xml" FROM "DataProtectionKeys" WHERE "Xml" IS NOT NULL ORDER BY "Id" """;
        using var reader = command.ExecuteReader();
        var elements = new List<XElement>();
        while (reader.Read())
        {
            elements.Add(XElement.Parse(reader.GetString(0)));
        }

        return elements;
    }

    /// <inheritdoc/>
    public void StoreElement(XElement element, string friendlyName) => written.StoreElement(element, friendlyName);
}
