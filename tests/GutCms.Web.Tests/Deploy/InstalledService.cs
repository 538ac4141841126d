using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using GutCms.TestSupport;
using GutCms.Web.Tests.Caches;

namespace GutCms.Web.Tests.Deploy;

/// <summary>A site installed as docs/deployment.md says: a self-contained build as a service, secrets as credentials, nginx in front with TLS. Only names, ports and folders are the test's own.</summary>
public sealed class InstalledService : IAsyncLifetime
{
    private const string Name = "gut.example";
    private readonly string _folder = Directory.CreateTempSubdirectory("gutcms-deploy-").FullName;
    private readonly int _port = NginxInFront.FreePort();
    private readonly int _securePort = NginxInFront.FreePort();
    private readonly int _plainPort = NginxInFront.FreePort();
    private SystemdMachine? _machine;
    private NginxInFront? _nginx;

    /// <summary>Text of a file in <c>deploy</c>.</summary>
    internal static string FileOf(string name) => Path.Combine(GutCmsExecutable.RepositoryRoot, "deploy", name);

    /// <summary>Where it runs.</summary>
    internal SystemdMachine Machine => _machine!;

    /// <summary>A reader, who trusts the site's certificate.</summary>
    public HttpClient Reader => _nginx!.Client;

    /// <summary>Where nginx listens without TLS.</summary>
    public Uri Plain => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_plainPort}/"));

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        var program = Require.SelfContained();
        Require.SystemdMachine();
        var nginx = Require.Nginx();
        Assert.NotEmpty(nginx);
        using var tls = Certificate(Name);
        await File.WriteAllTextAsync(Of("fullchain.pem"), tls.ExportCertificatePem());
        await File.WriteAllTextAsync(Of("privkey.pem"), tls.GetRSAPrivateKey()!.ExportPkcs8PrivateKeyPem());
        using var keys = Certificate("GutCms keys");
        await File.WriteAllBytesAsync(Of("keys.pfx"), keys.Export(X509ContentType.Pkcs12, "a password of the keys"));
        await File.WriteAllTextAsync(Of("keys-password"), "a password of the keys\n");
        await File.WriteAllTextAsync(Of("admin-password"), "the first password of this site\n");
        await File.WriteAllTextAsync(Of("secrets.conf"), """
            [Service]
            LoadCredential=keys.pfx:/etc/gutcms/keys.pfx
            LoadCredential=GutCms__Keys__CertificatePassword:/etc/gutcms/keys-password
            LoadCredential=GutCms__Setup__AdminPassword:/etc/gutcms/admin-password
            Environment=GutCms__Keys__Certificate=%d/keys.pfx
            """);
        await ConfigureAsync();
        _machine = await SystemdMachine.BootAsync(
            (program, "/opt/gutcms"),
            (_folder, "/etc/gutcms"),
            (FileOf("gutcms.service"), "/etc/systemd/system/gutcms.service"),
            (Of("secrets.conf"), "/etc/systemd/system/gutcms.service.d/secrets.conf"),
            (FileOf("gutcms.sysusers.conf"), "/etc/sysusers.d/gutcms.conf"));
        var (code, output) = await _machine.RunAsync("systemctl", "start", "gutcms");
        Assert.True(code == 0, $"{output}\n{await JournalAsync()}");
        var thumbprint = tls.Thumbprint;
        _nginx = await NginxInFront.StartAsync(
            Servers,
            _securePort,
            new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                ConnectCallback = async (_, cancellation) =>
                {
                    var socket = new System.Net.Sockets.Socket(System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp);
                    await socket.ConnectAsync(System.Net.IPAddress.Loopback, _securePort, cancellation);
                    return new System.Net.Sockets.NetworkStream(socket, ownsSocket: true);
                },
                SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.GetCertHashString() == thumbprint },
            },
            new($"https://{Name}/"));
    }

    /// <summary>Writes the settings of the service.</summary>
    /// <param name="further">A line more.</param>
    public Task ConfigureAsync(string further = "") => File.WriteAllTextAsync(Of("gutcms.env"), string.Create(CultureInfo.InvariantCulture, $"""
        GutCms__PublicUrl=https://{Name}
        GutCms__Proxy__Trusted__0=127.0.0.1
        ASPNETCORE_URLS=http://127.0.0.1:{_port}
        {further}

        """));

    /// <summary>What the service has said.</summary>
    public async Task<string> JournalAsync() => (await Machine.RunAsync("journalctl", "--unit=gutcms", "--output=cat", "--no-pager")).Output;

    /// <summary>Address of the service itself.</summary>
    public string Inner => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_port}");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_nginx is not null)
        {
            await _nginx.DisposeAsync();
        }

        if (_machine is not null)
        {
            await _machine.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private static X509Certificate2 Certificate(string name)
    {
        using var key = RSA.Create(3072);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(30));
    }

    private string Of(string name) => Path.Combine(_folder, name);

    /// <summary>The two files, with ports on which a test may listen.</summary>
    private string Servers(string folder)
    {
        var text = File.ReadAllText(FileOf("nginx/gutcms-upstream.conf")) + File.ReadAllText(FileOf("nginx/gutcms.conf"));
        (string From, string To)[] own =
        [
            ("server 127.0.0.1:5080;", $"server 127.0.0.1:{_port};"),
            ("  listen [::]:80;\n", ""),
            ("  listen [::]:443 ssl http2;\n", ""),
            ("listen 80;", $"listen 127.0.0.1:{_plainPort};"),
            ("listen 443 ssl http2;", $"listen 127.0.0.1:{_securePort} ssl http2;"),
            ("/etc/ssl/gutcms/", _folder + "/"),
            ("/var/cache/nginx/gutcms", Path.Combine(folder, "cache")),
        ];
        foreach (var (from, to) in own)
        {
            Assert.Contains(from, text, StringComparison.Ordinal);
            text = text.Replace(from, to, StringComparison.Ordinal);
        }

        return text;
    }
}
