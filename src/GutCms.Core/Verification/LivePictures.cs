using System.Text.Json.Nodes;
using GutCms.Core.Delivery;
using GutCms.Core.Storage;

namespace GutCms.Core.Verification;

/// <summary>Whether the pictures that live texts show are those that were approved: a text names each by the hash of its bytes.</summary>
internal sealed class LivePictures(IUnitOfWork work, IPictureReading? pictures, Action<SiteFinding> report)
{
    // Each is read once, however many texts show it.
    private readonly Dictionary<string, (SiteFault Fault, string Message)?> _compared = new(StringComparer.Ordinal);

    /// <summary>Compares those of a text.</summary>
    public async Task CompareAsync(LiveFacts live, JsonObject? content, CancellationToken cancellationToken)
    {
        if (pictures is null)
        {
            return;
        }

        foreach (var id in ShownPictures.IdsIn(content).Distinct(StringComparer.Ordinal))
        {
            if (!_compared.TryGetValue(id, out var found))
            {
                _compared[id] = found = await FindFaultAsync(id, cancellationToken);
            }

            if (found is { } fault)
            {
                report(new(fault.Fault, live.Item.ContentItemId, live.Item.ContentItemVersionId, fault.Message));
            }
        }
    }

    private async Task<(SiteFault Fault, string Message)?> FindFaultAsync(string id, CancellationToken cancellationToken)
    {
        if (await work.FindPicturesAsync([id], cancellationToken) is not { } library)
        {
            return null;
        }

        return !library.TryGetValue(id, out var file) ? (SiteFault.PictureMissing, $"It shows the picture {id}, which is not in the library.")
            : await pictures!.HashAsync(file, cancellationToken) is not { } hash ? (SiteFault.PictureMissing, $"It shows the picture {id}, and the file {file.StoredName} is gone.")
            : hash != id ? (SiteFault.PictureAltered, $"It shows the picture {id}, and the file {file.StoredName} holds other bytes.")
            : null;
    }
}
