using GutCms.Core.Delivery;
using GutCms.Core.Keys;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Core.Verification;
using GutCms.Web.Storage.Databases;
using GutCms.Web.Storage.Model;
using GutCms.Web.Storage.UnitOfWork;
using GutCms.Web.Storage.Verification;
using GutCms.Web.Tests.ReviewApi;
using GutCms.Web.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace GutCms.Web.Tests.Verification;

/// <summary>A site whose people work over HTTP, verified in between; checkpoints are kept in memory.</summary>
public abstract class VerificationTests(Provider provider) : ReviewApiTests(provider), ICheckpointKeeper, ISigningKeys
{
    private readonly SortedDictionary<string, string> _kept = new(StringComparer.Ordinal);

    string ICheckpointKeeper.Place => "memory";

    Task<IReadOnlyList<KeptCheckpoint>> ICheckpointKeeper.ListAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<KeptCheckpoint>>([.. _kept.Select(kept => new KeptCheckpoint(kept.Key, kept.Value))]);

    Task<bool> ICheckpointKeeper.KeepAsync(string name, string jws, CancellationToken cancellationToken) => Task.FromResult(_kept.TryAdd(name, jws));

    ValueTask<SigningKey> ISigningKeys.GetCurrentAsync(CancellationToken cancellationToken) => ValueTask.FromResult(Site.Key);

    ValueTask<IReadOnlyList<SigningKey>> ISigningKeys.GetAllAsync(CancellationToken cancellationToken) => ValueTask.FromResult<IReadOnlyList<SigningKey>>([Site.Key]);

    /// <summary>Takes away what is kept outside of the database.</summary>
    internal void LoseCheckpoints() => _kept.Clear();

    /// <summary>Puts a checkpoint there that nobody signed.</summary>
    internal void ForgeCheckpoint() => _kept["000000000001"] = "e30.e30.e30";

    internal Task<MakeCheckpoint.Result?> CheckpointAsync(int entries = 1000) =>
        new MakeCheckpoint(Site.Services.GetRequiredService<IContentStore>(), this, this, Site.Time).ExecuteAsync("https://gutcms.example", TimeSpan.FromHours(24), entries, Token);

    internal Task<SiteVerification> VerifyAsync(params string[] statements) => VerifyAsync(changed: null, statements);

    /// <summary>Verifies the site as it would be after statements past the program, which are then undone.</summary>
    internal async Task<SiteVerification> VerifyAsync(Func<GutCmsDbContext, Task>? changed, params string[] statements)
    {
        var store = new ManipulatedStore(Site.Services.GetRequiredService<Database>(), statements, changed, Site.Services.GetRequiredService<Database>().FilePath is not null);
        return (await new VerifySite(store, Site.Services.GetRequiredService<IDeliveredReviews>(), this, this, Site.Time).ExecuteAsync(Actor.System, Token)).Value!;
    }

    /// <summary>Carries statements out in a transaction that is never committed, with all triggers gone, and lets the verification read inside it.</summary>
    private sealed class ManipulatedStore(Database database, string[] statements, Func<GutCmsDbContext, Task>? changed, bool isSqlite) : IVerificationStore
    {
        public async Task<IVerificationReading> ReadAsync(CancellationToken cancellationToken)
        {
            var context = database.CreateContext();
            if (statements.Length == 0 && changed is null)
            {
                await database.BeginReadAsync(context, cancellationToken);
                return new EfVerificationReading(database, new EfUnitOfWork(database, context));
            }

            await database.BeginWriteAsync(context, cancellationToken);
            await UnlockAsync(context, cancellationToken);
            var session = SqlSession.Of(context);
            foreach (var statement in statements)
            {
                Assert.True(await session.ExecuteAsync(statement, cancellationToken) > 0, "Nothing is changed by: " + statement);
            }

            await (changed?.Invoke(context) ?? Task.CompletedTask);
            return new EfVerificationReading(database, new EfUnitOfWork(database, context));
        }

        private async Task UnlockAsync(GutCmsDbContext context, CancellationToken cancellationToken)
        {
            var session = SqlSession.Of(context);
            if (!isSqlite)
            {
                await session.ExecuteAsync("SET LOCAL session_replication_role = replica", cancellationToken);
                return;
            }

            foreach (var trigger in await session.QueryAsync("SELECT name FROM sqlite_master WHERE type = 'trigger'", reader => reader.GetString(0), cancellationToken))
            {
                await session.ExecuteAsync($"DROP TRIGGER \"{trigger}\"", cancellationToken);
            }

            await session.ExecuteAsync("PRAGMA defer_foreign_keys = ON", cancellationToken);
        }
    }
}
