using System.Collections.Immutable;
using GutCms.Core.Editorial;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Admin.Content;

/// <summary>What was deleted and can be brought back.</summary>
[AdminPermission(Permissions.DeleteOwnContent)]
internal sealed class TrashModel(ListTrash list, ListContentTypes types, RestoreDeleted restore, EmptyTrash empty, IStringLocalizer<AdminText> words) : AdminPage(words)
{
    private ImmutableArray<ContentTypeChoice> _types = [];

    /// <summary>The items.</summary>
    public IReadOnlyList<TrashedItem> Items { get; private set; } = [];

    /// <summary>What became of the selected items; null when nothing was asked.</summary>
    public IReadOnlyList<BulkLine>? Lines { get; private set; }

    /// <summary>Name of a type for people.</summary>
    public string TypeName(string type) => _types.FirstOrDefault(choice => choice.Name == type)?.DisplayName ?? type;

    /// <summary>Shows them.</summary>
    public Task OnGetAsync(CancellationToken cancellationToken) => LoadAsync(cancellationToken);

    /// <summary>Brings the selected items back, or takes them out of the trash.</summary>
    public async Task<IActionResult> OnPostAsync([FromForm] string? action, [FromForm] string[]? selected, CancellationToken cancellationToken)
    {
        await LoadAsync(cancellationToken);
        if (action is not ("restore" or "empty") || selected is not { Length: > 0 and <= ListTrash.Most })
        {
            return Again("", Words["Bulk.Nothing"]);
        }

        var titles = Items.ToDictionary(item => item.ContentItemId, item => item.Title, StringComparer.Ordinal);
        List<BulkLine> lines = [];
        foreach (var id in selected.Distinct(StringComparer.Ordinal))
        {
            var refusal = action == "restore" ? (await restore.ExecuteAsync(Actor, id, cancellationToken)).Refusal : (await empty.ExecuteAsync(Actor, id, cancellationToken)).Refusal;
            var title = titles.GetValueOrDefault(id) is { Length: > 0 } known ? known : Words["Content.Untitled"].Value;
            lines.Add(refusal is null
                ? new(id, title, IsDone: true, Words["Trash.Done." + action], [])
                : new(id, title, IsDone: false, Said(refusal), refusal.UnmetRules));
        }

        Lines = lines;
        await LoadAsync(cancellationToken);
        return Page();
    }

    private static string Said(Refusal refusal) => refusal.Faults is [var fault, ..] ? $"{refusal.Message} {fault.Message}" : refusal.Message;

    private async Task LoadAsync(CancellationToken cancellationToken)
    {
        Items = await list.ExecuteAsync(Actor, cancellationToken);
        _types = await types.ExecuteAsync(Actor, cancellationToken);
    }
}
