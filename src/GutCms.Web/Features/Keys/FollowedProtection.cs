using GutCms.Web.Storage.Databases;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;

namespace GutCms.Web.Features.Keys;

/// <summary>
/// Data protection that follows its keys in the database: once another process has replaced them all, what the old ones protected is worth nothing here either. By
/// itself the framework would go on using them for up to a day.
/// </summary>
internal sealed class FollowedProtection(Database database, IOptions<KeyManagementOptions> keys, IOptions<KeyOptions> options) : IDataProtectionProvider
{
    private const string OldestKey = """SELECT COALESCE(MIN("Id"), 0) FROM "DataProtectionKeys" """;

    private readonly Lock _lock = new();
    private volatile State? _state;

    /// <inheritdoc/>
    public IDataProtector CreateProtector(string purpose) => new Protector(this, [purpose]);

    /// <summary>Looks whether the keys were replaced since they were read, and reads them anew then.</summary>
    public async Task FollowAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        using var session = new SqlSession(connection);
        var oldest = (await session.QueryAsync(OldestKey, reader => reader.GetInt64(0), cancellationToken))[0];
        lock (_lock)
        {
            if (_state is null || (_state.OldestKey is { } known && known != oldest))
            {
                _state = new(Read(), oldest);
            }
            else if (_state.OldestKey is null)
            {
                _state = _state with { OldestKey = oldest };
            }
        }
    }

    private IDataProtectionProvider Current
    {
        get
        {
            if (_state is { } state)
            {
                return state.Provider;
            }

            lock (_lock)
            {
                return (_state ??= new(Read(), OldestKey: null)).Provider;
            }
        }
    }

    private IDataProtectionProvider Read() => KeyProtection.Over(keys.Value.XmlRepository!, options.Value);

    private sealed record State(IDataProtectionProvider Provider, long? OldestKey);

    private sealed class Protector(FollowedProtection root, string[] purposes) : IDataProtector
    {
        private volatile Made? _made;

        public IDataProtector CreateProtector(string purpose) => new Protector(root, [.. purposes, purpose]);

        public byte[] Protect(byte[] plaintext) => Now.Protect(plaintext);

        public byte[] Unprotect(byte[] protectedData) => Now.Unprotect(protectedData);

        private IDataProtector Now
        {
            get
            {
                var provider = root.Current;
                if (_made is { } made && made.By == provider)
                {
                    return made.Protector;
                }

                var protector = provider.CreateProtector(purposes);
                _made = new(provider, protector);
                return protector;
            }
        }

        private sealed record Made(IDataProtectionProvider By, IDataProtector Protector);
    }
}
