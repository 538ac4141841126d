using System.Text.Json;

namespace GutCms.Web.Features.Hosting;

/// <summary>Where the site served last: the file <c>served.json</c> in the data directory, for commands that do not listen.</summary>
internal sealed class LastServed(DataDirectory data)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private string FilePath => Path.Combine(data.FullPath, "served.json");

    /// <summary>What it holds; null when the site has not served yet.</summary>
    /// <param name="Address">Address without a slash at the end.</param>
    /// <param name="Exposure">Who could reach it.</param>
    internal sealed record Entry(string Address, SiteExposure Exposure);

    /// <summary>The entry; null when there is none that can be read.</summary>
    public Entry? Value
    {
        get
        {
            try
            {
                return JsonSerializer.Deserialize<Entry>(File.ReadAllText(FilePath), Json);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
            {
                return null;
            }
        }
    }

    /// <summary>Writes it where it differs; as a whole, since others read it meanwhile.</summary>
    public void Write(Entry entry)
    {
        if (Value == entry)
        {
            return;
        }

        var temporary = $"{FilePath}.{Environment.ProcessId}";
        File.WriteAllText(temporary, JsonSerializer.Serialize(entry, Json));
        File.Move(temporary, FilePath, overwrite: true);
    }
}
