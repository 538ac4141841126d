using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace GutCms.Api.Http;

/// <summary>
/// Records refused attempts of requests, jobs and commands. Of people who are not signed in it notes the address, where the host has an <see cref="IAddressBook"/> in that; of others the account. The host
/// calls <see cref="WriteSumsAsync"/> each minute and when it stops.
/// </summary>
public sealed partial class RefusalLog(IContentStore store, IHttpContextAccessor http, TimeProvider time, ILogger<RefusalLog> logger, IAddressBook? addresses = null) : IRefusalLog
{
    private const string Address = "address";
    private const int PrefixOfIPv6 = 64;

    private readonly RefusalSums _sums = new();

    /// <inheritdoc/>
    public async Task RecordAsync(AuditDraft draft)
    {
        // A request may ask several times for the same.
        if (draft.Action == AuditActions.AccessRefused && http.HttpContext?.Features.Get<OnRecord>() is { } known && !known.Items.Add(draft.ContentItemId ?? ""))
        {
            return;
        }

        var (source, entry) = Identify(draft);
        if (!_sums.Admits(source, entry, time.GetUtcNow().UtcDateTime))
        {
            return;
        }

        try
        {
            await using var work = await store.BeginAsync(CancellationToken.None);
            await WriteAsync(work, entry, CancellationToken.None);
            await work.CommitAsync(CancellationToken.None);
        }
        catch (Exception fault)
        {
            _sums.Count(source, entry);
            NotWritten(logger, fault, draft.Action);
        }
    }

    /// <inheritdoc/>
    public async Task AppendAsync(IUnitOfWork work, AuditDraft draft, CancellationToken cancellationToken)
    {
        var (source, entry) = Identify(draft);
        if (_sums.Admits(source, entry, time.GetUtcNow().UtcDateTime))
        {
            await WriteAsync(work, entry, cancellationToken);
        }
    }

    /// <summary>Writes how many more there were since the last time. What cannot be written is kept for the next time.</summary>
    /// <returns>False: it could not be written.</returns>
    public async Task<bool> WriteSumsAsync(CancellationToken cancellationToken)
    {
        var sums = _sums.Take();
        if (sums.Count == 0)
        {
            return true;
        }

        try
        {
            await using var work = await store.BeginAsync(cancellationToken);
            foreach (var sum in sums)
            {
                await WriteAsync(work, sum.ToDraft(time.GetUtcNow().UtcDateTime), cancellationToken);
            }

            await work.CommitAsync(cancellationToken);
            return true;
        }
        catch (Exception fault)
        {
            _sums.GiveBack(sums);
            NotWritten(logger, fault, sums[0].Key.Action);
            return false;
        }
    }

    /// <summary>Whether something of a request is on record already.</summary>
    internal static bool Knows(HttpContext context) => context.Features.Get<OnRecord>() is not null;

    private async Task WriteAsync(IUnitOfWork work, AuditDraft entry, CancellationToken cancellationToken)
    {
        if (addresses is not null && (string?)entry.Details[Address] is { } address)
        {
            var details = (JsonObject)entry.Details.DeepClone();
            details.Remove(Address);
            details[IAddressBook.Source] = await addresses.NameAsync(work, address, entry.OccurredUtc, cancellationToken);
            entry = entry with { Details = details };
        }

        await work.Audit.AppendAsync(entry, cancellationToken);
    }

    private (RefusalSource Source, AuditDraft Entry) Identify(AuditDraft draft)
    {
        var context = http.HttpContext;
        if (context is not null && !Knows(context))
        {
            context.Features.Set(new OnRecord { Items = { draft.ContentItemId ?? "" } });
        }

        if (context is null || draft.Actor.IsSystem || (draft.Actor.UserId.Length > 0 && context.User.Identity?.IsAuthenticated == true))
        {
            return (new(draft.Actor.UserId, IsStranger: false), draft);
        }

        var address = context.Connection.RemoteIpAddress is { } remote ? remote.IsIPv4MappedToIPv6 ? remote.MapToIPv4() : remote : IPAddress.None;
        var details = (JsonObject)draft.Details.DeepClone();
        details[Address] = address.ToString();
        return (new(NetworkOf(address), IsStranger: true), draft with { Details = details });
    }

    // Whoever has an address of version 6 has 2^64 of them.
    private static string NetworkOf(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address.ToString();
        }

        var bytes = address.GetAddressBytes();
        bytes.AsSpan(PrefixOfIPv6 / 8).Clear();
        return $"{new IPAddress(bytes)}/{PrefixOfIPv6}";
    }

    [LoggerMessage(LogLevel.Warning, "A refused attempt ({Action}) could not be put on record now; it is counted, and written with the next sum.")]
    private static partial void NotWritten(ILogger logger, Exception fault, string action);

    /// <summary>Of which items something is on record in this request; empty: of none in particular.</summary>
    private sealed class OnRecord
    {
        public HashSet<string> Items { get; } = new(StringComparer.Ordinal);
    }
}
