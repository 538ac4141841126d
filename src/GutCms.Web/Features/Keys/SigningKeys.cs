using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Keys;
using GutCms.Core.Security;
using GutCms.Core.Storage;

namespace GutCms.Web.Features.Keys;

/// <summary>The keys that sign certificates and checkpoints, kept in the database.</summary>
internal sealed class SigningKeys(IContentStore store, SigningKeyDocuments documents, TimeProvider time) : ISigningKeys
{
    /// <inheritdoc/>
    public async ValueTask<SigningKey> GetCurrentAsync(CancellationToken cancellationToken)
    {
        await using (var reading = await store.ReadAsync(cancellationToken))
        {
            if (await documents.FindCurrentAsync(reading, cancellationToken) is { } current)
            {
                return current;
            }
        }

        var key = SigningKey.Create(time.GetUtcNow().UtcDateTime);
        var encrypted = documents.Encrypt(key);
        await using var work = await store.BeginAsync(cancellationToken);
        if (await documents.FindCurrentAsync(work, cancellationToken) is { } madeMeanwhile)
        {
            return madeMeanwhile;
        }

        await SigningKeyDocuments.AddAsync(work, key, encrypted, cancellationToken);
        await RecordCreationAsync(work, Actor.System, key, cancellationToken);
        await work.CommitAsync(cancellationToken);
        return key;
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<SigningKey>> GetAllAsync(CancellationToken cancellationToken)
    {
        await using var work = await store.ReadAsync(cancellationToken);
        return await documents.ListAsync(work, cancellationToken);
    }

    /// <summary>Records that a key was made.</summary>
    public static Task RecordCreationAsync(IUnitOfWork work, Actor actor, SigningKey key, CancellationToken cancellationToken) =>
        work.Audit.AppendAsync(
            new(key.CreatedUtc, actor, AuditActions.KeyCreate) { Details = new JsonObject { ["keyId"] = key.KeyId } }, cancellationToken);
}
