using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using GutCms.TestSupport;
using MimeKit;

namespace GutCms.Web.Tests.Notices;

/// <summary>A real Postfix on a free port of the loopback address that keeps every mail to example.org. Skips the test where there is none.</summary>
internal sealed class PostfixServer : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gutcms-postfix-").FullName;
    private readonly string _command = Require.Postfix();
    private Process? _process;

    /// <summary>Its port, also while it does not run.</summary>
    public int Port { get; } = FreePort();

    private string Configuration => Path.Combine(_folder, "etc");

    private string Mail => Path.Combine(_folder, "mail");

    /// <summary>Starts it, and waits until it answers.</summary>
    public async Task StartAsync()
    {
        foreach (var folder in new[] { Configuration, Path.Combine(_folder, "queue"), Path.Combine(_folder, "data"), Mail })
        {
            Directory.CreateDirectory(folder);
        }

        await RunAsync("chown", "postfix", Path.Combine(_folder, "data"));
        await RunAsync("chown", "nobody", Mail);
        await RunAsync("chmod", "755", _folder);
        await File.WriteAllTextAsync(Path.Combine(Configuration, "main.cf"), await MainAsync());
        await File.WriteAllTextAsync(Path.Combine(Configuration, "master.cf"), Master());

        // A site in this process keeps what is made here to its own account; Postfix works under others.
        await RunAsync("chmod", "-R", "go+rX", Configuration);
        await RunAsync("chmod", "755", Path.Combine(_folder, "queue"), Mail);
        _process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", $"umask 022; exec {_command} -c {Configuration} start-fg"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await Eventually.HoldsAsync(async () =>
        {
            Assert.False(_process.HasExited, "Postfix ended instead of listening.");
            using var socket = new TcpClient();
            try
            {
                await socket.ConnectAsync(IPAddress.Loopback, Port);
                return true;
            }
            catch (SocketException)
            {
                return false;
            }
        });
    }

    /// <summary>Stops it; what it has taken stays.</summary>
    public async Task StopAsync()
    {
        if (_process is { } running)
        {
            await RunAsync(_command, "-c", Configuration, "stop");
            await running.WaitForExitAsync();
            running.Dispose();
            _process = null;
        }
    }

    /// <summary>What it has delivered.</summary>
    public async Task<IReadOnlyList<MimeMessage>> DeliveredAsync()
    {
        var delivered = Path.Combine(Mail, "all", "new");
        return Directory.Exists(delivered) ? await Task.WhenAll(Directory.GetFiles(delivered).Select(file => MimeMessage.LoadAsync(file))) : [];
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<string> MainAsync() => $"""
        compatibility_level = 3.6
        queue_directory = {_folder}/queue
        data_directory = {_folder}/data
        command_directory = /usr/sbin
        daemon_directory = /usr/lib/postfix/sbin
        mail_owner = postfix
        setgid_group = postdrop
        myhostname = mail.test.invalid
        mydestination =
        inet_interfaces = 127.0.0.1
        inet_protocols = ipv4
        mynetworks = 127.0.0.0/8
        alias_maps =
        alias_database =
        local_recipient_maps =
        virtual_mailbox_domains = example.org
        virtual_mailbox_base = {Mail}
        virtual_mailbox_maps = static:all/
        virtual_uid_maps = static:{await RunAsync("id", "-u", "nobody")}
        virtual_gid_maps = static:{await RunAsync("id", "-g", "nobody")}
        maillog_file = /dev/stdout

        """;

    private string Master() => string.Create(CultureInfo.InvariantCulture, $"""
        {Port} inet n - n - - smtpd
        cleanup unix n - n - 0 cleanup
        qmgr unix n - n 300 1 qmgr
        rewrite unix - - n - - trivial-rewrite
        bounce unix - - n - 0 bounce
        defer unix - - n - 0 bounce
        trace unix - - n - 0 bounce
        error unix - - n - - error
        retry unix - - n - - error
        proxymap unix - - n - - proxymap
        anvil unix - - n - 1 anvil
        virtual unix - n n - - virtual
        postlog unix-dgram n - n - 1 postlogd

        """);

    private static async Task<string> RunAsync(string command, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return output.Trim();
    }

    // Below those that the system gives to connections, so that none takes it while the server is away.
    private static int FreePort()
    {
        while (true)
        {
            using var listener = new TcpListener(IPAddress.Loopback, RandomNumberGenerator.GetInt32(20_000, 32_000));
            try
            {
                listener.Start();
                return ((IPEndPoint)listener.LocalEndpoint).Port;
            }
            catch (SocketException)
            {
                // Somebody has it.
            }
        }
    }
}
