using System.Globalization;
using GutCms.TestSupport;
using GutCms.TestSupport.Editorial;
using GutCms.Web.Tests.Caches;

namespace GutCms.Web.Tests.Nodes;

/// <summary>Three processes of the executable on one PostgreSQL, each by a line of its own, with nginx in front. A fourth node, in the process of the test, is where people work.</summary>
internal sealed class ThreeNodes : IAsyncDisposable
{
    /// <summary>How many there are.</summary>
    public const int Count = 3;

    private readonly int[] _ports = [.. Enumerable.Range(0, Count).Select(_ => NginxInFront.FreePort())];
    private readonly List<DatabaseLine> _lines = [];
    private NginxInFront _nginx = null!;

    private ThreeNodes(EditorialTeam team) => Team = team;

    /// <summary>The people, and the site.</summary>
    public EditorialTeam Team { get; }

    /// <summary>The nodes.</summary>
    public GutCmsHost[] Nodes { get; } = new GutCmsHost[Count];

    /// <summary>Lines of the nodes to the database.</summary>
    public IReadOnlyList<DatabaseLine> Lines => _lines;

    /// <summary>Address of nginx.</summary>
    public Uri Front => _nginx.Client.BaseAddress!;

    /// <summary>A reader in front of nginx.</summary>
    public HttpClient Reader => _nginx.Client;

    /// <summary>Starts all of it.</summary>
    public static async Task<ThreeNodes> StartAsync()
    {
        Require.Nginx();
        var team = await EditorialTeam.StartAsync(SiteDatabase.PostgreSql, approvals: 1);
        var nodes = new ThreeNodes(team);
        try
        {
            team.Site.Environment["GutCms__Jobs__IntervalSeconds"] = "1";

            // A node that is cut off says so soon; and what one writer of the test may ask in a minute is not what it is about.
            team.Site.Environment["GutCms__BusyTimeoutSeconds"] = "5";
            team.Site.Environment["GutCms__Limits__WorkPerMinute"] = "100000000";
            for (var number = 0; number < Count; number++)
            {
                nodes._lines.Add(new DatabaseLine(team.Site.ConnectionString!));
            }

            for (var number = 0; number < Count; number++)
            {
                await nodes.StartAsync(number);
            }

            var port = NginxInFront.FreePort();
            nodes._nginx = await NginxInFront.StartAsync(
                _ => Server(port, nodes._ports), port, new SocketsHttpHandler { UseCookies = false }, new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/")));
        }
        catch
        {
            await nodes.DisposeAsync();
            throw;
        }

        return nodes;
    }

    /// <summary>Starts a node, also again, where nginx looks for it.</summary>
    public async Task StartAsync(int number)
    {
        // Short patience with a line that is cut, as operations.md says for nodes.
        Team.Site.Environment["ConnectionStrings__GutCms"] = _lines[number].ConnectionString + ";Timeout=5;Command Timeout=10";
        Nodes[number] = await Team.Site.StartProcessAsync("--urls", string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_ports[number]}"));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var line in _lines)
        {
            line.Mend();
        }

        if (_nginx is not null)
        {
            await _nginx.DisposeAsync();
        }

        await Team.DisposeAsync();
        foreach (var line in _lines)
        {
            await line.DisposeAsync();
        }
    }

    // What docs/operations.md has for several nodes: whoever reads is sent on when a node does not answer or cannot; whoever writes is not, since nobody knows how far that one got.
    private static string Server(int port, int[] nodes) => $$"""
          upstream site {
        {{string.Concat(nodes.Select(node => string.Create(CultureInfo.InvariantCulture, $"    server 127.0.0.1:{node} max_fails=1 fail_timeout=1s;\n")))}}
          }
          server {
            listen 127.0.0.1:{{port.ToString(CultureInfo.InvariantCulture)}};
            location / {
              proxy_pass http://site;
              proxy_set_header Host $http_host;
              proxy_connect_timeout 2s;
              proxy_next_upstream error timeout http_503;
            }
          }
        """;
}
