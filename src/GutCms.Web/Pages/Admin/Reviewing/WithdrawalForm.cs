using System.Collections.Immutable;
using GutCms.Core.Editorial;
using GutCms.Core.Security;

namespace GutCms.Web.Pages.Admin.Reviewing;

/// <summary>What readers are told about something that is withdrawn, and what to read instead: partial <c>_WithdrawalFields</c>.</summary>
internal sealed class WithdrawalForm
{
    /// <summary>Value of <see cref="Instead"/>: nothing.</summary>
    public const string Nothing = "";

    /// <summary>Value of <see cref="Instead"/>: the address in <see cref="Url"/>.</summary>
    public const string Elsewhere = "elsewhere";

    /// <summary>What readers are told.</summary>
    public string? Reason { get; set; }

    /// <summary>What to read instead: <see cref="Nothing"/>, <see cref="Elsewhere"/>, or the id of something live.</summary>
    public string? Instead { get; set; }

    /// <summary>Address to read instead.</summary>
    public string? Url { get; set; }

    /// <summary>Words that titles of what is offered have.</summary>
    public string? Words { get; set; }

    /// <summary>The form asks for other offers, and for nothing else.</summary>
    public bool Find { get; set; }

    /// <summary>Live items that are offered, the chosen one among them.</summary>
    public ImmutableArray<Pickable> Offers { get; private set; } = [];

    /// <summary>The item that is chosen; null: none is.</summary>
    public string? ItemId => Instead is Nothing or Elsewhere or null ? null : Instead;

    /// <summary>The address that is chosen; null: none is.</summary>
    public string? Address => Instead == Elsewhere ? Url?.Trim() ?? "" : null;

    /// <summary>An address was typed, and something else chosen: which of both is meant is not for the program to say.</summary>
    public bool IsUnclear => Instead != Elsewhere && !string.IsNullOrWhiteSpace(Url);

    /// <summary>Fills <see cref="Offers"/>.</summary>
    /// <param name="pickable">Finds them.</param>
    /// <param name="actor">Who looks.</param>
    /// <param name="contentType">The type of what is withdrawn.</param>
    /// <param name="contentItemId">What is withdrawn, which never replaces itself.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task OfferAsync(FindPickable pickable, Actor actor, string contentType, string contentItemId, CancellationToken cancellationToken)
    {
        var found = await pickable.SearchAsync(actor, [contentType], Words, cancellationToken);
        var chosen = ItemId is { } id && found.All(item => item.ContentItemId != id) ? await pickable.FindAsync(actor, [id], cancellationToken) : [];
        Offers = [.. chosen.Concat(found).Where(item => item.IsLive && item.ContentItemId != contentItemId)];
    }
}
