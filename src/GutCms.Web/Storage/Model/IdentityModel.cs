using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace GutCms.Web.Storage.Model;

/// <summary>Tables of users, their sessions, and keys.</summary>
internal static class IdentityModel
{
    public static void Configure(ModelBuilder builder)
    {
        builder.Entity<GutCmsUser>(user =>
        {
            user.ToTable("Users");
            user.Property(row => row.PrintedName).HasMaxLength(255);
            user.Property(row => row.Credential).HasMaxLength(255);
        });
        builder.Entity<IdentityUserClaim<string>>().ToTable("UserClaims");
        builder.Entity<IdentityUserLogin<string>>().ToTable("UserLogins");
        builder.Entity<IdentityUserToken<string>>().ToTable("UserTokens");
        builder.Entity<GutCmsUserRole>(role =>
        {
            role.ToTable("UserRoles");
            role.HasKey(row => new { row.UserId, row.RoleName });
            role.Property(row => row.RoleName).HasMaxLength(255);
            role.HasOne<GutCmsUser>().WithMany().HasForeignKey(row => row.UserId).OnDelete(DeleteBehavior.Cascade);
            role.HasIndex(row => row.RoleName);
        });
        builder.Entity<SessionRow>(session =>
        {
            session.ToTable("Sessions");
            session.HasKey(row => row.KeyHash);
            session.Property(row => row.KeyHash).HasMaxLength(64);
            session.Property(row => row.Scheme).HasMaxLength(64);
            session.Property(row => row.Stamp).HasMaxLength(64);
            session.Property(row => row.Device).HasMaxLength(64);
            session.HasOne<GutCmsUser>().WithMany().HasForeignKey(row => row.UserId).OnDelete(DeleteBehavior.Cascade);
            session.HasIndex(row => row.EndsUtc);
        });
        builder.Entity<PasskeyRow>(passkey =>
        {
            // The framework's own table keeps all of it as one JSON text, and neither last use nor challenge.
            passkey.ToTable("Passkeys");
            passkey.HasKey(row => row.CredentialId);
            passkey.Property(row => row.CredentialId).HasMaxLength(1364);
            passkey.Property(row => row.Name).HasMaxLength(64);
            passkey.Property(row => row.Transports).HasMaxLength(128);
            passkey.HasOne<GutCmsUser>().WithMany().HasForeignKey(row => row.UserId).OnDelete(DeleteBehavior.Cascade);
        });
        builder.Entity<DataProtectionKey>().ToTable("DataProtectionKeys");
    }
}
