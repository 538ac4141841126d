using System.Net;
using System.Text.Json.Nodes;

namespace GutCms.TestSupport.Editorial;

/// <summary>Whoever keeps a copy of what readers get, by nothing but the changes, as the documentation tells it.</summary>
public sealed class Mirror(HttpClient client)
{
    private readonly Dictionary<string, (string Path, string ETag, string ContentHash)> _documents = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _redirects = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _withdrawn = new(StringComparer.Ordinal);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Where it goes on; null: it has not begun.</summary>
    public string? Next { get; private set; }

    /// <summary>Requests so far.</summary>
    public int Requests { get; private set; }

    /// <summary>Everything that was told has been read.</summary>
    public bool IsUpToDate { get; private set; }

    /// <summary>Paths of the documents that it holds.</summary>
    public IEnumerable<string> Paths => _documents.Values.Select(document => document.Path);

    /// <summary>What it holds, to be compared.</summary>
    public string Held => string.Join('\n', _documents.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key} {pair.Value}")
        .Concat(_redirects.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key} > {pair.Value}"))
        .Concat(_withdrawn.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key} ! {pair.Value}")));

    /// <summary>Reads a page.</summary>
    /// <returns>Its changes.</returns>
    public async Task<IReadOnlyList<JsonNode>> StepAsync(int first = 100)
    {
        Requests++;
        var page = JsonNode.Parse(await client.GetStringAsync($"api/delivery/changes?first={first}{(Next is null ? "" : "&after=" + Next)}", Token))!;
        (Next, IsUpToDate) = ((string)page["next"]!, !(bool)page["hasMore"]!);
        List<JsonNode> changes = [.. page["items"]!.AsArray().Select(change => change!)];
        Assert.True(changes.Count <= first, "A page is longer than it was asked for.");
        changes.ForEach(Apply);
        return changes;
    }

    /// <summary>Reads all that there is.</summary>
    /// <returns>The changes.</returns>
    public async Task<IReadOnlyList<JsonNode>> CatchUpAsync(int first = 100)
    {
        var changes = new List<JsonNode>();
        do
        {
            changes.AddRange(await StepAsync(first));
        }
        while (!IsUpToDate);

        return changes;
    }

    /// <summary>Holds what it has against what delivery answers.</summary>
    public async Task CheckAsync()
    {
        Assert.Equal([.. (await ListedAsync("articles")).Concat(await ListedAsync("series")).Order(StringComparer.Ordinal)], Paths.Where(path => !path.Contains("/disclaimers/", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        foreach (var (id, (path, etag, hash)) in _documents)
        {
            using var answer = await client.GetAsync(path, Token);
            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path} is {answer.StatusCode}.");
            Assert.Equal($"\"{etag}\"", answer.Headers.ETag?.ToString());
            var document = JsonNode.Parse(await answer.Content.ReadAsStringAsync(Token))!;
            Assert.Equal(id, (string?)document["id"]);
            Assert.True(document["contentHash"] is null || (string?)document["contentHash"] == hash, $"{path} has another content hash.");
        }

        foreach (var (path, reason) in _withdrawn.Values.Select(withdrawn => (withdrawn.Split('\n')[0], withdrawn.Split('\n')[1])).Where(withdrawn => !Paths.Contains(withdrawn.Item1)))
        {
            using var answer = await client.GetAsync(path, Token);
            Assert.True(answer.StatusCode == HttpStatusCode.Gone, $"{path} is {answer.StatusCode}.");
            Assert.Equal(reason, (string?)JsonNode.Parse(await answer.Content.ReadAsStringAsync(Token))!["reason"]);
        }

        foreach (var (from, id) in _redirects.Where(redirect => _documents.ContainsKey(redirect.Value) && !Paths.Contains("/api/delivery" + redirect.Key)))
        {
            using var answer = await client.GetAsync("api/delivery" + from, Token);
            Assert.Equal((HttpStatusCode.PermanentRedirect, _documents[id].Path), (answer.StatusCode, answer.Headers.Location?.OriginalString));
        }

        var served = JsonNode.Parse(await client.GetStringAsync("api/delivery/redirects", Token))!["items"]!.AsArray();
        Assert.All(served, redirect => Assert.Equal((string?)redirect!["id"], _redirects.GetValueOrDefault((string)redirect["from"]!)));
    }

    /// <summary>Counts a request of another kind.</summary>
    public async Task<JsonNode> GetAsync(string path)
    {
        Requests++;
        return JsonNode.Parse(await client.GetStringAsync(path, Token))!;
    }

    private void Apply(JsonNode change)
    {
        var id = (string?)change["id"];
        switch ((string)change["change"]!)
        {
            case "published" or "republished" or "addressChanged":
                _documents[id!] = ((string)change["document"]!, (string)change["etag"]!, (string)change["contentHash"]!);
                Assert.Equal(id, (string?)change["surrogateKeys"]![0]);
                _withdrawn.Remove(id!);
                break;
            case "withdrawn":
                _documents.Remove(id!);
                _withdrawn[id!] = $"{(string)change["document"]!}\n{(string)change["reason"]!}";
                break;
            case "unpublished" or "deleted":
                _documents.Remove(id!);
                _withdrawn.Remove(id!);
                break;
            case "redirected":
                _redirects[(string)change["url"]!] = id!;
                break;
            case "redirectRemoved":
                _redirects.Remove((string)change["url"]!);
                break;
            default:
                Assert.Fail($"Nobody said what this is: {change.ToJsonString()}");
                break;
        }
    }

    private async Task<IReadOnlyList<string>> ListedAsync(string list)
    {
        var found = new List<string>();
        string? after = null;
        do
        {
            var page = JsonNode.Parse(await client.GetStringAsync($"api/delivery/{list}?first=100{(after is null ? "" : "&after=" + after)}", Token))!;
            found.AddRange(page["items"]!.AsArray().Select(item => "/api/delivery" + (string)item!["url"]!));
            after = (string?)page["nextCursor"];
        }
        while (after is not null);

        return found;
    }
}
