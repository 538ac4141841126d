using System.Threading.Channels;
using GutCms.Api.Settings;
using GutCms.Core.Content.Items;
using GutCms.Web.Features.Hosting;
using MailKit;
using MailKit.Net.Smtp;
using Microsoft.Extensions.Options;

namespace GutCms.Web.Features.Mail;

/// <summary>
/// Sends mails one after the other, so that a request takes as long whether or not it causes one. In Development without a server they are written as files
/// to <c>mails</c> in the data directory. What waits when the process ends is lost; whoever waits for it asks again.
/// </summary>
internal sealed class MailQueue(IOptionsMonitor<MailOptions> options, DataDirectory data, IHostEnvironment environment, TimeProvider time, ILogger<MailQueue> logger) : BackgroundService
{
    /// <summary>How long a server that did not answer is not asked again: what waits for it fails at once, and holds up nothing else.</summary>
    public static TimeSpan Rest { get; } = TimeSpan.FromSeconds(30);

    private const int AnswersWithin = 20_000;

    private readonly Channel<Mail> _waiting = Channel.CreateBounded<Mail>(new BoundedChannelOptions(1000) { FullMode = BoundedChannelFullMode.DropWrite });
    private (DateTimeOffset Until, string Why)? _away;

    /// <summary>Whether mails go anywhere.</summary>
    public bool CanSend => options.CurrentValue.Host is { Length: > 0 } || environment.IsDevelopment();

    /// <summary>The server did not answer when it was asked last.</summary>
    public bool IsAway => options.CurrentValue.Host is { Length: > 0 } && _away is not null;

    /// <summary>Takes a mail over. When a thousand wait already it is dropped.</summary>
    public void Enqueue(Mail mail) => _waiting.Writer.TryWrite(mail);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var mail in _waiting.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await SendAsync(mail, stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                logger.LogError(exception, "A mail could not be sent");
            }
        }
    }

    /// <summary>Sends a mail now, and fails when the server does not take it: for whoever keeps what is to be sent, and tries again.</summary>
    /// <param name="mail">The mail.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <param name="asksAnyway">Asks a server that did not answer a moment ago all the same: for a person who tries it.</param>
    public async Task SendAsync(Mail mail, CancellationToken cancellationToken, bool asksAnyway = false)
    {
        var settings = options.CurrentValue;
        using var message = mail.ToMessage(settings.From, time.GetUtcNow());
        if (settings.Host is not { Length: > 0 } host)
        {
            var folder = Directory.CreateDirectory(Path.Combine(data.FullPath, "mails")).FullName;
            await message.WriteToAsync(Path.Combine(folder, ContentIds.New() + ".eml"), cancellationToken);
            return;
        }

        if (!asksAnyway && _away is { } away && time.GetUtcNow() < away.Until)
        {
            throw new InvalidOperationException($"The mail server did not answer a moment ago: {away.Why}");
        }

        using var client = new SmtpClient { Timeout = AnswersWithin };
        await ConnectAsync(client, host, settings, cancellationToken);
        if (settings.UserName is { Length: > 0 } user)
        {
            await client.AuthenticateAsync(user, settings.Password ?? "", cancellationToken);
        }

        await client.SendAsync(message, cancellationToken);

        // It is taken by now: a connection that ends badly is no reason to send it again.
        try
        {
            await client.DisconnectAsync(quit: true, cancellationToken);
        }
        catch (Exception fault) when (fault is IOException or ProtocolException)
        {
            logger.LogDebug(fault, "The mail server ended a connection badly");
        }
    }

    private async Task ConnectAsync(SmtpClient client, string host, MailOptions settings, CancellationToken cancellationToken)
    {
        try
        {
            await client.ConnectAsync(host, settings.Port, settings.Security, cancellationToken);
            _away = null;
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            _away = (time.GetUtcNow() + Rest, fault.Message);
            throw;
        }
    }
}

/// <summary>Registers mail.</summary>
internal static class MailServices
{
    /// <summary>Adds the services.</summary>
    public static IServiceCollection AddGutCmsMail(this IServiceCollection services)
    {
        services.AddCheckedOptions<MailOptions>(MailOptions.Section);
        services.AddSingleton<MailQueue>();
        services.AddHostedService(provider => provider.GetRequiredService<MailQueue>());
        services.AddHealthChecks().AddCheck<MailHealth>("mail", tags: ["ready"]);
        return services;
    }
}
