using GutCms.Core.Audit;
using GutCms.Core.Keys;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Web.Features.Keys;
using GutCms.Web.Tests.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Time.Testing;

namespace GutCms.Web.Tests.Keys;

public abstract class RotatingKeysTests : StorageTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 1, 9, 0, 0, TimeSpan.Zero));
    private readonly EphemeralDataProtectionProvider _protection = new();

    protected RotatingKeysTests(Provider provider) : base(provider)
    {
    }

    [Fact]
    public async Task Keeps_the_same_key_when_asked_again_by_another_process()
    {
        var first = await Keys().GetCurrentAsync(Token);

        var second = await Keys().GetCurrentAsync(Token);

        Assert.Equal(first.KeyId, second.KeyId);
        Assert.Single(await Keys().GetAllAsync(Token));
    }

    [Fact]
    public async Task Keeps_what_the_old_key_signed_verifiable_when_keys_rotate()
    {
        var old = await Keys().GetCurrentAsync(Token);
        var signed = AuditCheckpoint.Of(null, _time.GetUtcNow().UtcDateTime).Sign(old, "https://gut.example");
        _time.Advance(TimeSpan.FromDays(1));

        var current = await new RotateKey(Storage.Store, Documents(), _time).ExecuteAsync(Actor.System, Token);

        var all = await Keys().GetAllAsync(Token);
        Assert.Equal([current.KeyId, old.KeyId], all.Select(key => key.KeyId));
        Assert.Equal(current.KeyId, (await Keys().GetCurrentAsync(Token)).KeyId);
        Assert.NotNull((await AuditCheckpoint.ReadAsync(signed, Jwks.Build(all))).Checkpoint);
        Assert.Throws<InvalidOperationException>(() => all[1].ExportPkcs8());
    }

    [Fact]
    public async Task Refuses_what_a_revoked_key_signed_from_the_instant_on_and_signs_with_another()
    {
        var old = await Keys().GetCurrentAsync(Token);
        var before = AuditCheckpoint.Of(null, _time.GetUtcNow().UtcDateTime).Sign(old, "https://gut.example");
        _time.Advance(TimeSpan.FromDays(1));
        var from = _time.GetUtcNow().UtcDateTime;
        var after = AuditCheckpoint.Of(null, from).Sign(old, "https://gut.example");
        _time.Advance(TimeSpan.FromDays(1));

        var revoked = await Revoking().ExecuteAsync(Actor.System, old.KeyId, from, Token);

        // Another process, as another node is.
        var all = await Keys().GetAllAsync(Token);
        Assert.True(revoked.Succeeded);
        Assert.Equal(from, all.Single(key => key.KeyId == old.KeyId).RevokedUtc);
        Assert.NotEqual(old.KeyId, (await Keys().GetCurrentAsync(Token)).KeyId);
        Assert.NotNull((await AuditCheckpoint.ReadAsync(before, Jwks.Build(all))).Checkpoint);
        Assert.Null((await AuditCheckpoint.ReadAsync(after, Jwks.Build(all))).Checkpoint);
        Assert.Contains(old.KeyId, await Storage.TextAsync("SELECT \"Details\" FROM \"AuditEntries\" WHERE \"Action\" = 'key.revoke'"), StringComparison.Ordinal);

        // Later only ever means more.
        Assert.Equal(from, (await Revoking().ExecuteAsync(Actor.System, old.KeyId, _time.GetUtcNow().UtcDateTime, Token)).Value!.RevokedUtc);
        Assert.True((await Revoking().ExecuteAsync(Actor.System, old.KeyId, old.CreatedUtc, Token)).Succeeded);
        Assert.Null((await AuditCheckpoint.ReadAsync(before, Jwks.Build(await Keys().GetAllAsync(Token)))).Checkpoint);
        Assert.Equal(2, (await Keys().GetAllAsync(Token)).Count);
    }

    [Fact]
    public async Task Revokes_no_key_that_there_is_not_nor_from_the_future_nor_for_whoever_may_not()
    {
        var key = await Keys().GetCurrentAsync(Token);
        var now = _time.GetUtcNow().UtcDateTime;

        Assert.Equal(RefusalKind.NotFound, (await Revoking().ExecuteAsync(Actor.System, "another", now, Token)).Refusal!.Kind);
        Assert.Equal(RefusalKind.Invalid, (await Revoking().ExecuteAsync(Actor.System, key.KeyId, now.AddSeconds(1), Token)).Refusal!.Kind);
        Assert.Equal(RefusalKind.Forbidden, (await Revoking().ExecuteAsync(new Actor("editor-id", "editor"), key.KeyId, now, Token)).Refusal!.Kind);
        Assert.Null(Assert.Single(await Keys().GetAllAsync(Token)).RevokedUtc);
    }

    private RevokeKey Revoking() => new(Storage.Store, Documents(), _time);

    [Fact]
    public async Task Holds_no_private_key_as_it_is_when_keys_are_stored()
    {
        var key = await Keys().GetCurrentAsync(Token);

        var stored = await Storage.TextAsync("SELECT \"Json\" FROM \"Documents\" WHERE \"Kind\" = 'signing-key'");

        Assert.Contains(key.KeyId, await Storage.TextAsync("SELECT \"Name\" FROM \"Documents\" WHERE \"Kind\" = 'signing-key'"), StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToBase64String(key.ExportPkcs8()), stored, StringComparison.Ordinal);
        Assert.DoesNotContain("BEGIN", stored, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_when_the_actor_may_not_rotate_keys()
    {
        await Keys().GetCurrentAsync(Token);

        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => new RotateKey(Storage.Store, Documents(), _time).ExecuteAsync(new Actor("1", "ada"), Token));

        Assert.Single(await Keys().GetAllAsync(Token));
    }

    private SigningKeys Keys() => new(Storage.Store, Documents(), _time);

    private SigningKeyDocuments Documents() => new(_protection);
}

public sealed class RotatingKeysOnSqliteTests() : RotatingKeysTests(Provider.Sqlite);

public sealed class RotatingKeysOnPostgresTests() : RotatingKeysTests(Provider.PostgreSql);
