using Microsoft.EntityFrameworkCore;

namespace GutCms.Web.Storage.Model;

/// <summary>Table of what people were told. It refers to nothing, so that what was told stays on file when an item or an account goes.</summary>
internal static class NoticeModel
{
    public static void Configure(ModelBuilder builder) => builder.Entity<NoticeRow>(notice =>
    {
        notice.ToTable("Notices");
        notice.HasKey(row => row.Sequence);
        notice.HasIndex(row => row.NoticeId).IsUnique();
        notice.HasIndex(row => new { row.MessageId, row.UserId }).IsUnique();
        notice.HasIndex(row => new { row.UserId, row.Sequence });
        notice.HasIndex(row => row.UserId, "IX_Notices_Unread").HasFilter("\"ReadUtc\" IS NULL");
        notice.HasIndex(row => new { row.UserId, row.Sequence }, "IX_Notices_Digest").HasFilter("\"Mail\" = 'digest'");
        notice.HasIndex(row => new { row.ContentItemId, row.Sequence });
    });
}

/// <summary>What becomes of the mail about a notice; the words that the database holds.</summary>
internal static class NoticeMail
{
    /// <summary>It is on its way: in the outbox until the mail server has taken it.</summary>
    public const string Waiting = "waiting";

    /// <summary>It waits for the daily mail.</summary>
    public const string Digest = "digest";

    /// <summary>The mail server has taken it.</summary>
    public const string Sent = "sent";

    /// <summary>The person wants none about this.</summary>
    public const string Unwanted = "unwanted";

    /// <summary>The account has no confirmed address.</summary>
    public const string NoAddress = "noAddress";

    /// <summary>The site sends no mail.</summary>
    public const string NoServer = "noServer";

    /// <summary>The account was disabled, or may not see the item any more, before it was sent.</summary>
    public const string Withheld = "withheld";

    /// <summary>Another mail says it already.</summary>
    public const string Elsewhere = "elsewhere";

    /// <summary>All that can be said of a notice about an item.</summary>
    public static IReadOnlyList<string> OfItems { get; } = [Waiting, Digest, Sent, Unwanted, NoAddress, NoServer, Withheld];
}

/// <summary>Something that a person was told.</summary>
internal sealed class NoticeRow
{
    /// <summary>Handed out by the database, in the order of the commits.</summary>
    public long Sequence { get; init; }

    public required string NoticeId { get; init; }

    /// <summary>The event of the outbox; a person is told of each once.</summary>
    public required string MessageId { get; init; }

    public required string UserId { get; init; }

    public required string UserName { get; init; }

    /// <summary>What it is about: one of the kinds that <c>NoticeKinds</c> lists.</summary>
    public required string Kind { get; init; }

    public DateTime OccurredUtc { get; init; }

    /// <summary>User name of whoever did it; empty for the program.</summary>
    public required string ActorName { get; init; }

    /// <summary>The item; empty when it is about none.</summary>
    public required string ContentItemId { get; init; }

    public required string ContentType { get; init; }

    /// <summary>Title of the item by then; null: none.</summary>
    public string? Title { get; init; }

    /// <summary>A JSON object: facts by name, among them <c>words</c>, what somebody wrote.</summary>
    public required string Data { get; init; }

    /// <summary>When the person read it, UTC; null: not yet.</summary>
    public DateTime? ReadUtc { get; set; }

    /// <summary>One of <see cref="NoticeMail"/>.</summary>
    public required string Mail { get; set; }

    /// <summary>Address to which the mail server took it; null: to none so far.</summary>
    public string? MailedTo { get; set; }

    /// <summary>When the mail server took it, UTC.</summary>
    public DateTime? MailedUtc { get; set; }
}
