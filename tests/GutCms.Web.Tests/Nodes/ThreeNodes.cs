using System.Globalization;
using GutCms.TestSupport;
using GutCms.TestSupport.Editorial;
using GutCms.Web.Tests.Caches;

namespace GutCms.Web.Tests.Nodes;

/// <summary>Alone, since it takes the whole machine.</summary>
[CollectionDefinition(DisableParallelization = true)]
public sealed class AloneWithThreeNodes : ICollectionFixture<ThreeNodes>;

/// <summary>
/// Three nodes on one PostgreSQL with nginx in front: one in the process of the test, where people work, and two processes of the executable. One of these dies, the other one
/// reaches the database by a line that can be cut. Started by the first test that asks, which is skipped where the machine has no PostgreSQL or no nginx.
/// </summary>
public sealed class ThreeNodes : IAsyncLifetime
{
    private readonly string _addressOfMortal = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{NginxInFront.FreePort()}");
    private Task? _started;
    private DatabaseLine? _line;
    private NginxInFront? _nginx;

    /// <summary>The people, and the site.</summary>
    internal EditorialTeam Team { get; private set; } = null!;

    /// <summary>The node where people work.</summary>
    internal GutCmsHost Desk => Team.Host;

    /// <summary>The node that dies and comes back at its place.</summary>
    internal GutCmsHost Mortal { get; private set; } = null!;

    /// <summary>The node whose line to the database can be cut.</summary>
    internal GutCmsHost Remote { get; private set; } = null!;

    /// <summary>All three.</summary>
    internal GutCmsHost[] All => [Desk, Mortal, Remote];

    /// <summary>The line of <see cref="Remote"/>.</summary>
    internal DatabaseLine Line => _line!;

    /// <summary>A reader in front of nginx.</summary>
    internal HttpClient Reader => _nginx!.Client;

    /// <inheritdoc/>
    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    /// <summary>Starts all of it, once.</summary>
    public Task StartAsync() => _started ??= StartAllAsync();

    /// <summary>Starts the node that died again, where nginx looks for it.</summary>
    internal async Task ReviveAsync() => Mortal = await Team.Site.StartProcessAsync("--urls", _addressOfMortal);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _line?.Mend();
        if (_nginx is not null)
        {
            await _nginx.DisposeAsync();
        }

        if (Team is not null)
        {
            await Team.DisposeAsync();
        }

        if (_line is not null)
        {
            await _line.DisposeAsync();
        }
    }

    private async Task StartAllAsync()
    {
        Require.Nginx();

        // What one writer of a test may ask in a minute is not what it is about.
        Team = await EditorialTeam.StartAsync(
            SiteDatabase.PostgreSql, approvals: 1, settings: new Dictionary<string, string> { ["GutCms__Jobs__IntervalSeconds"] = "1", ["GutCms__Limits__WorkPerMinute"] = "100000000" });
        _line = new DatabaseLine(Team.Site.ConnectionString!);

        // Has little patience with its line, so that nobody waits long for its answers; says every statement as text, so that the line can be cut at one; and is soon given up by the database.
        var remote = Team.Site.StartProcessAsync(
            $"--ConnectionStrings:GutCms={_line.ConnectionString};Timeout=3;Command Timeout=3;Cancellation Timeout=500;Max Auto Prepare=0", "--GutCms:BusyTimeoutSeconds=5", "--GutCms:IdleWriterSeconds=2");
        await ReviveAsync();
        Remote = await remote;
        var port = NginxInFront.FreePort();
        _nginx = await NginxInFront.StartAsync(
            _ => Server(port, All), port, new SocketsHttpHandler { UseCookies = false }, new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/")));
    }

    // What docs/operations.md has for several nodes: whoever reads is sent on when a node does not answer or cannot; whoever writes is not, since nobody knows how far that one got.
    private static string Server(int port, GutCmsHost[] nodes) => $$"""
          upstream site {
        {{string.Concat(nodes.Select(node => $"    server {node.Address.Authority} max_fails=1 fail_timeout=1s;\n"))}}
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
