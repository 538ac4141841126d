using GutCms.Core.Reviews.Model;
using Microsoft.EntityFrameworkCore;

namespace GutCms.Web.Storage.Model;

/// <summary>Table of who has, or had, what in hand of whose account. A row only ever ends; triggers in the migrations see to it.</summary>
internal static class AccountPowerModel
{
    public static void Configure(ModelBuilder builder) => builder.Entity<AccountPowerRow>(power =>
    {
        power.ToTable("AccountPowers");
        power.HasKey(row => row.PowerId);
        power.HasIndex(row => new { row.AccountId, row.Power, row.HolderId }, "IX_AccountPowers_InForce").IsUnique().HasFilter("\"EndedUtc\" IS NULL");
    });
}

/// <summary>Somebody has something in hand of an account that is not their own.</summary>
internal sealed class AccountPowerRow
{
    /// <summary>In the form of content ids.</summary>
    public required string PowerId { get; init; }

    /// <summary>The account: a user id, or <c>client:</c> and a client id.</summary>
    public required string AccountId { get; init; }

    public AccountPower Power { get; init; }

    /// <summary>User id of whoever has it, or <c>client:</c> and a client id.</summary>
    public required string HolderId { get; init; }

    /// <summary>Their name at that moment.</summary>
    public required string HolderName { get; init; }

    public DateTime SinceUtc { get; init; }

    /// <summary>Null while it is in force.</summary>
    public DateTime? EndedUtc { get; init; }
}
